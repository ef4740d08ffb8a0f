// Packs the packages as npm would publish them, installs them in the projects of test/consumers,
// and runs those. Needs a build (npm run build).
//
//   npm run consumers                 all of them
//   npm run consumers -- webpack tslab
//
// A consumer is a folder: `run.sh`, `package.json`, and in `consumer.json` which project of examples/
// it is (`example`), or in whose folder it lies (`inside`), where it finds the packages that its host
// has installed, as any module below a project does; then only what else it needs is installed.
// run.sh is told the EXIFCLIP_REPOSITORY and the folder of EXIFCLIP_TARBALLS. Exit code 1 when one failed.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from './pack-packages.mjs';
import { readJson } from './package-tree.mjs';

const ROOT = join(import.meta.dirname, '..');
const CONSUMERS = join(ROOT, 'test/consumers');
const NEVER_COPIED = /(^|\/)(node_modules|dist)$/;

function main(wanted) {
  const consumers = readConsumers();
  const unknown = wanted.filter((name) => !consumers.has(name));
  if (unknown.length > 0) {
    throw new RangeError(
      `expected some of ${[...consumers.keys()].join(', ')}; got ${unknown.join(', ')}`,
    );
  }
  const work = mkdtempSync(join(tmpdir(), 'exifclip-consumers-'));
  try {
    mkdirSync(join(work, 'tarballs'));
    const packed = packPackages(ROOT, join(work, 'tarballs'));
    const context = { work, packed, consumers, installed: new Map() };
    const names = wanted.length > 0 ? wanted : [...consumers.keys()];
    const results = names.map((name) => tryConsumer(name, context));
    console.log('\n== summary');
    for (const { name, passed, installing, running } of results) {
      const seconds = `${installing.toFixed(1)} s to install, ${running.toFixed(1)} s to run`;
      console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(16)} ${seconds}`);
    }
    if (results.some(({ passed }) => !passed)) process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Hosts first, so that what an installation costs is told beside them. */
function readConsumers() {
  const entries = readdirSync(CONSUMERS).map((name) => [
    name,
    { name, ...readJson(join(CONSUMERS, name, 'consumer.json')) },
  ]);
  const rank = ([, { inside }]) => (inside ? 1 : 0);
  return new Map(entries.sort((a, b) => rank(a) - rank(b)));
}

function tryConsumer(name, context) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const folder = install(name, context);
  const installed = performance.now();
  const passed =
    folder !== undefined && run('bash', ['-euo', 'pipefail', 'run.sh'], folder, context);
  const seconds = (from, to) => (to - from) / 1000;
  return {
    name,
    passed,
    installing: seconds(start, installed),
    running: seconds(installed, performance.now()),
  };
}

/** Makes the project, once; returns its folder, or undefined when npm could not. */
function install(name, context) {
  const { work, consumers, installed } = context;
  if (installed.has(name)) return installed.get(name);
  const { inside, example } = consumers.get(name);
  const host = inside === undefined ? work : install(inside, context);
  if (host === undefined) return undefined;
  const folder = join(host, name);
  const filter = (path) => !NEVER_COPIED.test(path.slice(ROOT.length));
  if (example) cpSync(join(ROOT, 'examples', example), folder, { recursive: true, filter });
  cpSync(join(CONSUMERS, name), folder, { recursive: true, filter });
  const file = join(folder, 'package.json');
  const manifest = withTarballs(
    readJson(file),
    context.packed,
    inside === undefined ? undefined : host,
  );
  writeFileSync(file, JSON.stringify(manifest, null, 2));
  const done = run('npm', ['install', '--silent'], folder, context);
  installed.set(name, done ? folder : undefined);
  return installed.get(name);
}

/**
 * The manifest with tarballs for the packages it asks for; overrides stand in for the registry
 * where those ask for one another. In a host's folder, without what the host has.
 */
function withTarballs(manifest, packed, host) {
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const asked = manifest.consumesAll
    ? { ...tarballs, ...manifest.dependencies }
    : manifest.dependencies;
  const kept = Object.entries(asked ?? {}).filter(
    ([name, range]) =>
      host === undefined ||
      readJson(join(host, 'node_modules', name, 'package.json')).version !== range,
  );
  const dependencies = Object.fromEntries(
    kept.map(([name, range]) => [name, tarballs[name] ?? range]),
  );
  const overrides = Object.fromEntries(
    Object.entries(tarballs).filter(([name]) => dependencies[name] === undefined),
  );
  return { private: true, ...manifest, dependencies, ...(host === undefined ? { overrides } : {}) };
}

function run(program, args, cwd, { work }) {
  const windows = process.platform === 'win32';
  const { status, error } = spawnSync(program, args, {
    cwd,
    env: {
      ...process.env,
      EXIFCLIP_REPOSITORY: ROOT,
      EXIFCLIP_TARBALLS: join(work, 'tarballs'),
      ONNXRUNTIME_NODE_INSTALL: 'skip',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_prefer_offline: 'true',
    },
    shell: windows,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) console.error(String(error));
  return status === 0;
}

if (!existsSync(join(ROOT, 'packages/splice/dist'))) throw new Error('run npm run build first');
main(process.argv.slice(2));
