// All checks that are no tests of a package, one after the other; every one runs, whatever the
// others said.
//
//   npm run check               all of them, after npm run build
//   npm run check -- knip lint  only those
//
// Exit code 1 when one failed; the summary names it.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readPackages } from './package-tree.mjs';

const ROOT = join(import.meta.dirname, '..');

/** @type {Readonly<Record<string, { what: string, command: readonly string[], built?: boolean }>>} */
const CHECKS = {
  format: {
    what: 'biome: format, imports, lint (npm run format mends much of it)',
    command: ['biome', 'ci', '--error-on-warnings', '.'],
  },
  lint: { what: 'oxlint: rules that know types', command: ['oxlint'] },
  types: {
    what: 'tsc: types of sources, tests and type tests',
    command: ['tsc', '--noEmit', '-p', 'tsconfig.test.json'],
  },
  scripts: {
    what: 'tests of the checks themselves',
    command: ['node', '--test', '--test-reporter=dot', ...testsOfScripts()],
  },
  arrows: { what: 'which package imports which', command: ['node', 'scripts/check-arrows.mjs'] },
  packages: { what: 'packages look alike', command: ['node', 'scripts/check-packages.mjs'] },
  knip: {
    what: 'knip: nothing unused, nothing undeclared',
    command: ['knip', '--no-progress', '--no-config-hints'],
  },
  sherif: { what: 'sherif: one version of everything', command: ['sherif', '-i', 'typescript'] },
  docs: {
    what: 'code blocks, commands and links of the documents',
    command: ['node', 'scripts/check-docs.mjs'],
    built: true,
  },
  packed: {
    what: 'publint and attw: what npm would publish',
    command: ['node', 'scripts/check-packed.mjs'],
    built: true,
  },
};

/** By name, since Node 20 takes folders here and no patterns, and later versions the reverse. */
function testsOfScripts() {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `scripts/${name}`);
}

function main() {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !CHECKS[name]);
  if (unknown.length > 0) {
    throw new RangeError(
      `expected some of ${Object.keys(CHECKS).join(', ')}; got ${unknown.join(', ')}`,
    );
  }
  const results = (names.length > 0 ? names : Object.keys(CHECKS)).map(runCheck);
  console.log('\n== summary');
  for (const { name, passed, seconds } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(9)} ${seconds.toFixed(1)} s`);
  }
  if (results.some(({ passed }) => !passed)) process.exitCode = 1;
}

/** @param {string} name */
function runCheck(name) {
  const { what, command, built = false } = CHECKS[name];
  console.log(`\n== ${name}: ${what}`);
  const start = performance.now();
  const passed = (!built || isBuilt()) && run(command);
  return { name, passed, seconds: (performance.now() - start) / 1000 };
}

function isBuilt() {
  const missing = readPackages(ROOT).filter(({ path }) => !existsSync(join(path, 'dist')));
  if (missing.length === 0) return true;
  const folders = missing.map(({ folder }) => `packages/${folder}/dist`).join(', ');
  console.error(`There is no ${folders}: run npm run build first.`);
  return false;
}

function run([program, ...args]) {
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const windows = process.platform === 'win32';
  const { status, error } = spawnSync(
    program === 'node' && !windows ? process.execPath : program,
    args,
    {
      cwd: ROOT,
      env: { ...process.env, PATH: path },
      shell: windows,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (error) console.error(String(error));
  return status === 0;
}

main();
