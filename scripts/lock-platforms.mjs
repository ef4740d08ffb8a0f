// Completes package-lock.json with the binaries of other platforms (macOS, Windows, musl, ...).
//
// Tools such as rollup or turbo come with one optional package a platform. A registry mirror that
// carries Linux only lets `npm install` write a lock file without the others, and then npm 11
// refuses it in `npm ci` ("Missing: ... from lock file") while npm 10 leaves those platforms
// without their binaries. Run this after every change of dependencies:
//
//   node scripts/lock-platforms.mjs            adds what is missing
//   node scripts/lock-platforms.mjs --check    only says what is missing, exit code 1
//
// The added entries bear no checksum, since nothing was there to compute one from.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const OS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos'];
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * The optional packages that the lock file names as dependencies and then does not describe.
 *
 * @param {{ packages: Record<string, any> }} lock
 * @returns {{ name: string, version: string, parent: string }[]}
 */
export function missingPlatforms(lock) {
  const present = new Set(
    Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')),
  );
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !present.has(name))
      .map(([name, version]) => ({ name, version: String(version), parent })),
  );
}

/**
 * The lock entry of a platform package, from its name alone: `@rollup/rollup-linux-x64-musl`.
 *
 * @param {{ name: string, version: string, parent: string }} missing
 * @param {{ dev?: boolean }} parent
 * @throws Error when the name tells no platform or the version is a range
 */
export function platformEntry({ name, version }, parent) {
  const words = name.replace(/^.*\//, '').split('-');
  const os = OS.find((word) => words.includes(word)) ?? (windows(words) ? 'win32' : undefined);
  const cpu =
    CPU.find((word) => words.includes(word)) ?? (words.includes('64') ? 'x64' : undefined);
  if (!os || !cpu) throw new Error(`expected a platform in the package name, got ${name}`);
  if (!/^\d+\.\d+\.\d+[-\w.]*$/.test(version)) {
    throw new Error(`expected an exact version of ${name}, got ${version}`);
  }
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' ? { libc } : {}),
    optional: true,
    os: [os],
  };
}

/** @param {string[]} words */
function windows(words) {
  return words.includes('win32') || words.includes('windows');
}

/** @param {{ packages: Record<string, any> }} lock */
function complete(lock) {
  const added = missingPlatforms(lock).map((missing) => [
    `node_modules/${missing.name}`,
    platformEntry(missing, lock.packages[missing.parent]),
  ]);
  const byPath = ([a], [b]) => a.localeCompare(b, 'en');
  const packages = Object.fromEntries([...Object.entries(lock.packages), ...added].sort(byPath));
  return { ...lock, packages };
}

function main() {
  const path = join(import.meta.dirname, '../package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const missing = missingPlatforms(lock);
  if (missing.length === 0)
    return console.log('package-lock.json describes every platform package');
  if (process.argv.includes('--check')) {
    for (const { name, version } of missing)
      console.error(`package-lock.json: missing ${name}@${version}`);
    console.error('run: node scripts/lock-platforms.mjs');
    process.exitCode = 1;
    return;
  }
  writeFileSync(path, `${JSON.stringify(complete(lock), null, 2)}\n`);
  console.log(`package-lock.json: added ${missing.length} platform packages`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
