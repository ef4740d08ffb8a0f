import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPackages } from './check-packages.mjs';
import { platformEntry } from './lock-platforms.mjs';

const LOCKED = { version: '4.0.0', optionalDependencies: { 'tool-linux-x64-musl': '4.0.0' } };
const LOCK = {
  packages: {
    '': {},
    'node_modules/tool': LOCKED,
    'node_modules/tool-linux-x64-musl': { version: '4.0.0' },
    'node_modules/@exifclip/image': { resolved: 'packages/image', link: true },
    'packages/image': { dependencies: { tool: '4.0.0' } },
  },
};

test('`checkPackages` finds nothing in a package that keeps every rule', () => {
  assert.deepEqual(problemsOf({}), []);
});

const CASES = [
  [
    'a name that is not the folder’s',
    { manifest: { name: '@exifclip/picture' } },
    /name @exifclip\/picture/,
  ],
  ['a private package', { manifest: { private: true } }, /private/],
  ['a key it does not know', { manifest: { browserslist: 'x' } }, /unknown keys browserslist/],
  ['keys in another order', { reverse: true }, /expected the keys in the order name, version/],
  [
    'another license',
    { manifest: { license: 'MIT' } },
    /license: expected "Apache-2.0", got "MIT"/,
  ],
  ['other engines', { manifest: { engines: { node: '>=22' } } }, /engines: expected/],
  ['side effects', { manifest: { sideEffects: true } }, /sideEffects: expected false, got true/],
  [
    'a source condition that is not first',
    { exportsOf: (entry) => ({ types: entry.types, ...without(entry, 'types') }) },
    /exports\['\.'\]: expected/,
  ],
  [
    'an export whose source is missing',
    { exportsOf: () => entryOf('gone') },
    /names \.\/src\/gone\.ts, which does not exist/,
  ],
  [
    'a part of a package without types for old resolution',
    { exportsOf: (entry) => entry, manifest: { typesVersions: { '*': { part: ['./x.d.ts'] } } } },
    /typesVersions: expected none/,
  ],
  ['a file list that packs tests', { manifest: { files: ['dist', 'src'] } }, /files: expected/],
  [
    'an unknown script',
    { manifest: { scripts: { build: 'tsc -b', test: 'vitest' } } },
    /unexpected script test: vitest/,
  ],
  [
    'a range where an exact version belongs',
    { manifest: { dependencies: { tool: '^4.0.0' } } },
    /tool \^4\.0\.0, expected an exact version/,
  ],
  [
    'a peer without a range',
    { manifest: { peerDependencies: { tool: '4.0.0' } } },
    /peer tool 4\.0\.0/,
  ],
  [
    'an optional peer that is none',
    { manifest: { peerDependenciesMeta: { x: { optional: true } } } },
    /peerDependenciesMeta of x/,
  ],
  [
    'a tsconfig with options of its own',
    { tsconfig: { compilerOptions: { strict: false } } },
    /tsconfig\.json: compilerOptions/,
  ],
  ['another LICENSE', { license: 'mine' }, /LICENSE: expected a copy/],
  ['a README under another title', { readme: '# Image\n' }, /README\.md: expected the title/],
  [
    'a lock entry that names a host',
    { lock: { 'node_modules/tool': { ...LOCKED, resolved: 'https://host/tool.tgz' } } },
    /node_modules\/tool names the address/,
  ],
  [
    'a lock file without some platforms',
    { lock: { 'node_modules/tool-linux-x64-musl': undefined } },
    /lacks tool-linux-x64-musl@4\.0\.0; run/,
  ],
  [
    'a lock file older than package.json',
    { lock: { 'packages/image': {} } },
    /packages\/image has other dependencies/,
  ],
];

for (const [what, change, expected] of CASES) {
  test(`\`checkPackages\` reports ${what}`, () => {
    assert.match(problemsOf(change).join('\n'), expected);
  });
}

test('`platformEntry` reads system, processor and C library off the name', () => {
  const read = (name) => platformEntry({ name, version: '1.0.0', parent: '' }, { dev: true });
  assert.deepEqual(read('@a/b-win32-ia32-msvc'), {
    version: '1.0.0',
    cpu: ['ia32'],
    dev: true,
    optional: true,
    os: ['win32'],
  });
  assert.deepEqual(read('@turbo/windows-64').cpu, ['x64']);
  assert.deepEqual(read('@a/linux-arm-musleabihf').libc, ['musl']);
  assert.deepEqual(read('@a/linux-arm64-gnu').libc, ['glibc']);
  assert.throws(() => read('@a/plain'), /expected a platform in the package name, got @a\/plain/);
});

test('`platformEntry` refuses a range of versions', () => {
  const range = { name: '@a/linux-x64', version: '^1.0.0', parent: '' };
  assert.throws(() => platformEntry(range, {}), /expected an exact version/);
});

/** The problems of a repository with one sound package, changed. */
function problemsOf({ manifest, exportsOf, reverse, tsconfig, license, readme, lock }) {
  const root = mkdtempSync(join(tmpdir(), 'exifclip-packages-'));
  const folder = join(root, 'packages/image');
  const write = (path, content) =>
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  try {
    mkdirSync(join(folder, 'src'), { recursive: true });
    const changed = { ...soundManifest(), ...manifest };
    if (exportsOf) changed.exports = { ...changed.exports, '.': exportsOf(changed.exports['.']) };
    const ordered = reverse ? Object.fromEntries(Object.entries(changed).reverse()) : changed;
    write(join(root, 'package.json'), { license: 'Apache-2.0', engines: { node: '>=20.19' } });
    write(join(root, 'package-lock.json'), { packages: { ...LOCK.packages, ...lock } });
    write(join(root, 'LICENSE'), 'the license');
    write(join(folder, 'package.json'), ordered);
    write(join(folder, 'tsconfig.json'), { ...soundTsconfig(), ...tsconfig });
    write(join(folder, 'LICENSE'), license ?? 'the license');
    write(join(folder, 'README.md'), readme ?? '# @exifclip/image\n');
    write(join(folder, 'src/index.ts'), '');
    return checkPackages(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function soundManifest() {
  return {
    name: '@exifclip/image',
    version: '0.1.0',
    description: 'Decodes and encodes images, everywhere',
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    main: './dist/index.js',
    types: './dist/index.d.ts',
    exports: { '.': entryOf('index'), './package.json': './package.json' },
    files: [
      'dist',
      'src',
      '!**/*.test.ts',
      '!**/*.test-d.ts',
      '!**/fixtures/**',
      '!**/*.tsbuildinfo',
    ],
    engines: { node: '>=20.19' },
    scripts: { build: 'tsc -b', test: 'vitest run --root . --config ../../vitest.config.ts' },
    dependencies: { tool: '4.0.0' },
  };
}

function entryOf(name) {
  return {
    '@exifclip/source': `./src/${name}.ts`,
    types: `./dist/${name}.d.ts`,
    default: `./dist/${name}.js`,
  };
}

function soundTsconfig() {
  return {
    extends: '../../tsconfig.base.json',
    compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
    include: ['src/**/*.ts'],
    exclude: ['src/**/*.test.ts', 'src/**/*.test-d.ts'],
    references: [],
  };
}

function without(object, key) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
