// All packages look alike: one table of rules for their package.json, tsconfig.json and side files,
// and for the lock file.
//
//   node scripts/check-packages.mjs

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { missingPlatforms } from './lock-platforms.mjs';
import { readJson, readPackages } from './package-tree.mjs';

const KEY_ORDER = [
  ...['name', 'version', 'description', 'keywords', 'license', 'repository', 'type', 'sideEffects'],
  ...['bin', 'main', 'types', 'typesVersions', 'exports', 'imports', 'files', 'engines', 'scripts'],
  ...['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta'],
  ...['devDependencies'],
];
const SCRIPTS = {
  build: /^tsc -b( && .+)?$/,
  test: /^vitest run --root \. --config \.\.\/\.\.\/vitest\.config\.ts$/,
  bench: /./,
};
const UNPACKED = ['!**/*.test.ts', '!**/*.test-d.ts', '!**/fixtures/**', '!**/*.tsbuildinfo'];
const TSCONFIG = {
  extends: '../../tsconfig.base.json',
  compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
  include: ['src/**/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/**/*.test-d.ts'],
};

/**
 * Each rule says what is wrong with one package, or nothing.
 *
 * @type {((pkg: import('./package-tree.mjs').Package, all: Context) => string | string[] | false | undefined)[]}
 *
 * @typedef {object} Context
 * @property {Record<string, any>} root  the repository's package.json
 * @property {string} license  the text of the repository's LICENSE
 * @property {string} version  the one version of all packages
 */
const RULES = [
  ({ folder, manifest }) =>
    manifest.name !== (folder === 'cli' ? 'exifclip' : `@exifclip/${folder}`) &&
    `package.json: name ${manifest.name} does not follow from the folder`,
  ({ manifest }, { version }) =>
    manifest.version !== version && `package.json: version ${manifest.version}, others ${version}`,
  ({ manifest }) => manifest.private && 'package.json: private, but every package is published',
  ({ manifest }) => unordered(Object.keys(manifest), KEY_ORDER, 'package.json'),
  ({ manifest }) =>
    !/^.{20,140}[^.]$/.test(manifest.description ?? '') &&
    'package.json: expected a description of 20 to 140 characters that ends in no full stop',
  ({ manifest }, { root }) => different('package.json: license', manifest.license, root.license),
  ({ manifest }) => different('package.json: type', manifest.type, 'module'),
  ({ manifest }, { root }) => different('package.json: engines', manifest.engines, root.engines),
  ({ manifest }) =>
    different('package.json: sideEffects', manifest.sideEffects, manifest.bin ? undefined : false),
  ({ manifest }) =>
    different('package.json: main', manifest.main, manifest.bin ? undefined : './dist/index.js'),
  ({ manifest }) =>
    different(
      'package.json: types',
      manifest.types,
      manifest.bin ? undefined : './dist/index.d.ts',
    ),
  ({ manifest }) =>
    different('package.json: typesVersions', manifest.typesVersions, oldTypes(manifest)),
  ({ manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([key, value]) => exportProblems(key, value)),
  ({ manifest }) =>
    different(
      "package.json: exports['./package.json']",
      manifest.exports?.['./package.json'],
      './package.json',
    ),
  ({ manifest }) =>
    Object.entries(manifest.imports ?? {}).flatMap(([key, value]) => importProblems(key, value)),
  ({ path, manifest }) => missingTargets(path, manifest),
  ({ manifest }) => fileListProblems(manifest),
  ({ manifest }) => scriptProblems(manifest.scripts ?? {}),
  ({ manifest }, { version }) => dependencyProblems(manifest, version),
  ({ manifest }) =>
    manifest.devDependencies && 'package.json: devDependencies belong in the root package.json',
  ({ tsconfig }) =>
    unordered(Object.keys(tsconfig), [...Object.keys(TSCONFIG), 'references'], 'tsconfig.json'),
  ({ tsconfig }) =>
    Object.entries(TSCONFIG).flatMap(
      ([key, value]) => different(`tsconfig.json: ${key}`, tsconfig[key], value) || [],
    ),
  ({ tsconfig }) => {
    const paths = (tsconfig.references ?? []).map(({ path }) => path);
    return different('tsconfig.json: references', paths, [...paths].sort());
  },
  ({ path }, { license }) =>
    (!existsSync(join(path, 'LICENSE')) ||
      readFileSync(join(path, 'LICENSE'), 'utf8') !== license) &&
    'LICENSE: expected a copy of the LICENSE of the repository',
  ({ path, manifest }) => readmeProblem(path, manifest),
];

/**
 * @param {string} root  folder that holds `packages`, package.json, package-lock.json and LICENSE
 * @returns {string[]}  one sentence a violation
 */
export function checkPackages(root) {
  const packages = readPackages(root);
  const context = {
    root: readJson(join(root, 'package.json')),
    license: readFileSync(join(root, 'LICENSE'), 'utf8'),
    version: packages[0]?.manifest.version,
  };
  const problems = packages.flatMap((pkg) =>
    RULES.flatMap((rule) => rule(pkg, context) || []).map(
      (text) => `packages/${pkg.folder}/${text}`,
    ),
  );
  return [...problems, ...lockProblems(readJson(join(root, 'package-lock.json')), packages)];
}

function different(what, actual, expected) {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  return got !== wanted && `${what}: expected ${wanted ?? 'none'}, got ${got ?? 'none'}`;
}

function unordered(keys, order, file) {
  const unknown = keys.filter((key) => !order.includes(key));
  const sorted = order.filter((key) => keys.includes(key));
  if (unknown.length > 0) return `${file}: unknown keys ${unknown.join(', ')}`;
  return (
    keys.join() !== sorted.join() && `${file}: expected the keys in the order ${sorted.join(', ')}`
  );
}

/** Where TypeScript looks that does not read `exports`, as in tslab's notebooks. */
function oldTypes({ exports = {} }) {
  const parts = Object.entries(exports).flatMap(([key, value]) =>
    key !== '.' && typeof value.types === 'string' ? [[key.slice(2), [value.types]]] : [],
  );
  return parts.length > 0 ? { '*': Object.fromEntries(parts) } : undefined;
}

/** An entry is a source, its types and its code; or those under `node`, `browser` and `default`. */
function exportProblems(key, value) {
  if (typeof value === 'string') {
    return /\.[cm]?[jt]s$/.test(value)
      ? `package.json: exports['${key}'] is code without types`
      : [];
  }
  if (!('@exifclip/source' in value)) {
    return Object.values(value).flatMap((nested) => exportProblems(key, nested));
  }
  const name = /^\.\/src\/(.+)\.ts$/.exec(value['@exifclip/source'])?.[1];
  const expected = {
    '@exifclip/source': `./src/${name}.ts`,
    types: `./dist/${name}.d.ts`,
    default: `./dist/${name}.js`,
  };
  return different(`package.json: exports['${key}']`, value, expected) || [];
}

/** A private import is `<name>.node.ts` in Node and `<name>.browser.ts` elsewhere. */
function importProblems(key, value) {
  const name = key.replace('#', '');
  const built = (platform) => ({
    types: `./dist/${name}.${platform}.d.ts`,
    default: `./dist/${name}.${platform}.js`,
  });
  const expected = {
    '@exifclip/source': { node: `./src/${name}.node.ts`, default: `./src/${name}.browser.ts` },
    node: built('node'),
    default: built('browser'),
  };
  return different(`package.json: imports['${key}']`, value, expected) || [];
}

function missingTargets(path, manifest) {
  return pathsIn([manifest.exports, manifest.imports, manifest.bin])
    .filter((target) => !target.startsWith('./dist/') && !target.includes('*'))
    .filter((target) => !existsSync(join(path, target)))
    .map((target) => `package.json: names ${target}, which does not exist`);
}

function pathsIn(value) {
  return typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(pathsIn);
}

/** What every package packs and leaves out; a package may pack more folders (weights, bin). */
function fileListProblems({ files = [], bin }) {
  const folders = files.filter((entry) => !entry.startsWith('!'));
  const expected = [...(bin ? ['bin'] : []), 'dist', 'src'];
  const own = folders.filter((entry) => !expected.includes(entry));
  return different('package.json: files', files, [...expected, ...own, ...UNPACKED]) || [];
}

function scriptProblems(scripts) {
  const required = ['build', 'test'].filter((name) => !scripts[name]);
  return [
    ...required.map((name) => `package.json: expected a script ${name}`),
    ...Object.entries(scripts)
      .filter(([name, command]) => !/^(bench|test):/.test(name) && !SCRIPTS[name]?.test(command))
      .map(([name, command]) => `package.json: unexpected script ${name}: ${command}`),
  ];
}

/** Siblings by the one version; others exact; peers by range, and optional or needed by all. */
function dependencyProblems(manifest, version) {
  const own = { ...manifest.dependencies, ...manifest.optionalDependencies };
  const problems = Object.entries(own).flatMap(([name, range]) => {
    if (name.startsWith('@exifclip/'))
      return range === version ? [] : `package.json: ${name} ${range}, expected ${version}`;
    return /^\d+\.\d+\.\d+[-\w.]*$/.test(range)
      ? []
      : `package.json: ${name} ${range}, expected an exact version`;
  });
  const peers = Object.entries(manifest.peerDependencies ?? {})
    .filter(([, range]) => !/^(\^|>=)\d/.test(range))
    .map(([name, range]) => `package.json: peer ${name} ${range}, expected a range such as ^1.2.3`);
  const stray = Object.keys(manifest.peerDependenciesMeta ?? {})
    .filter((name) => !manifest.peerDependencies?.[name])
    .map((name) => `package.json: peerDependenciesMeta of ${name}, which is no peer`);
  return [...problems, ...peers, ...stray];
}

function readmeProblem(path, { name }) {
  const file = join(path, 'README.md');
  if (!existsSync(file)) return 'README.md: missing';
  return (
    !readFileSync(file, 'utf8').startsWith(`# ${name}\n`) &&
    `README.md: expected the title "# ${name}"`
  );
}

/** No entry names a host (any registry may serve them), and none is missing. */
function lockProblems(lock, packages) {
  const entries = Object.entries(lock.packages ?? {});
  return [
    ...entries
      .filter(([, { resolved, link }]) => resolved !== undefined && !link)
      .map(
        ([path]) => `package-lock.json: ${path} names the address it came from; drop "resolved"`,
      ),
    ...platformProblems(missingPlatforms({ packages: lock.packages ?? {} })),
    ...packages
      .filter(
        ({ folder, manifest }) =>
          !sameDependencies(lock.packages?.[`packages/${folder}`], manifest),
      )
      .map(
        ({ folder }) =>
          `package-lock.json: packages/${folder} has other dependencies than its package.json; run npm install`,
      ),
  ];
}

function platformProblems([first, ...others]) {
  if (!first) return [];
  const more = others.length > 0 ? ` and ${others.length} others` : '';
  return [
    `package-lock.json: lacks ${first.name}@${first.version}${more}; run node scripts/lock-platforms.mjs`,
  ];
}

function sameDependencies(locked = {}, manifest) {
  const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies'];
  const entries = (from) =>
    kinds.map((kind) =>
      Object.entries(from[kind] ?? {})
        .sort()
        .join(),
    );
  return entries(locked).join('|') === entries(manifest).join('|');
}

function main() {
  const problems = checkPackages(join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `${problems.length} things differ` : 'all packages look alike');
  if (problems.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
