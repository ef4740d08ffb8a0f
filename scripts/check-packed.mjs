// Packs every package as `npm publish` would, and looks at what came out: the files, publint
// --strict, and attw for the types. Needs a build.
//
//   node scripts/check-packed.mjs

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from './pack-packages.mjs';

const ROOT = join(import.meta.dirname, '..');
const NEVER_PACKED = /\.(test|test-d|bench)\.|(^|\/)fixtures\/|\.tsbuildinfo$/;

function main() {
  const folder = mkdtempSync(join(tmpdir(), 'exifclip-packed-'));
  try {
    const problems = packPackages(ROOT, folder).flatMap(checkPacked);
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {import('./pack-packages.mjs').PackedPackage} packed */
function checkPacked({ name, tarball, files, manifest }) {
  const problems = [
    ...fileProblems(manifest, new Set(files.map(({ path }) => path))),
    ...toolProblems('publint', ['run', tarball, '--strict']),
    // a command exports nothing whose types could be wrong
    ...(manifest.bin
      ? []
      : toolProblems('attw', [tarball, '--profile', 'esm-only', '--no-definitely-typed'])),
  ];
  console.log(`${name}: ${files.length} files, ${problems.length ? 'not in order' : 'in order'}`);
  return problems.map((text) => `${name}: ${text}`);
}

function fileProblems(manifest, packed) {
  const named = pathsIn([
    manifest.exports,
    manifest.imports,
    manifest.bin,
    manifest.main,
    manifest.types,
  ]);
  const required = ['LICENSE', 'README.md', ...named.filter((path) => !path.includes('*'))];
  return [
    ...[...new Set(required.map((path) => path.replace('./', '')))]
      .filter((path) => !packed.has(path))
      .map((path) => `packs no ${path}${path.startsWith('dist/') ? ' (npm run build first)' : ''}`),
    ...[...packed].filter((path) => NEVER_PACKED.test(path)).map((path) => `packs ${path}`),
  ];
}

function pathsIn(value) {
  return typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(pathsIn);
}

/** What the tool printed, if it was not content. */
function toolProblems(tool, args) {
  const { status, stdout, stderr } = run(join(ROOT, 'node_modules/.bin', tool), args);
  return status === 0 ? [] : [`${tool} is not content\n${stdout}${stderr}`];
}

function run(program, args) {
  const shell = process.platform === 'win32';
  return spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26, shell });
}

main();
