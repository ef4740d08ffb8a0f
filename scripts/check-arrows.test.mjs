import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkArrows } from './check-arrows.mjs';

const TABLE = {
  low: { imports: [] },
  nn: { imports: [], tfjs: true, withoutTfjs: ['weights.ts'] },
  high: {
    imports: ['low', 'nn/weights'],
    types: ['nn'],
    behind: { 'tower.ts': { imports: ['nn'], tfjs: true } },
  },
  app: { imports: ['low', 'nn', 'high'], tfjs: true, program: true },
};

const TFJS = { '@tensorflow/tfjs-core': '^4.22.0' };

/** A tree that keeps every rule; each case below breaks one of them. */
const SOUND = {
  low: { files: { 'index.ts': "export { a } from './a.ts';", 'a.ts': 'export const a = 1;' } },
  nn: {
    peers: TFJS,
    exports: ['index', 'weights'],
    files: {
      'index.ts': "export { dense } from './dense.ts';",
      'dense.ts':
        "import type { Tensor } from '@tensorflow/tfjs-core';\nexport const dense = (x: Tensor): Tensor => x;",
      'weights.ts': "export { w } from './w.ts';",
      'w.ts': 'export const w = 1;',
    },
  },
  high: {
    depends: ['low', 'nn'],
    peers: { ...TFJS, '@huggingface/transformers': '4.0.0' },
    exports: ['index', 'tower', 'node'],
    imports: {
      '#codec': {
        '@exifclip/source': { node: './src/codec.node.ts', default: './src/codec.browser.ts' },
      },
    },
    files: {
      'index.ts': "export { b } from './b.ts';\nexport { c } from '#codec';",
      'b.ts': [
        "import { a } from '@exifclip/low';",
        "import { w } from '@exifclip/nn/weights';",
        "import type { dense } from '@exifclip/nn';",
        "// import { x } from 'in-a-comment';",
        'const process = { env: {} };',
        "export const b = async () => [a, w, process.env, await import('@huggingface/transformers')];",
        'export type B = typeof dense;',
      ].join('\n'),
      'b.test.ts':
        "import { readFileSync } from 'node:fs';\nimport 'vitest';\nimport '@exifclip/app';",
      'codec.browser.ts': 'export const c = 1;',
      'codec.node.ts':
        "import { readFileSync } from 'node:fs';\nexport const c = [readFileSync, process.env, Buffer.from('')];",
      'node.ts': "export { open } from 'node:fs/promises';",
      'tower.ts': "export { tower } from './image-tower.ts';",
      'image-tower.ts':
        "import { add } from '@tensorflow/tfjs-core';\nimport { dense } from '@exifclip/nn';\nexport const tower = [add, dense];",
    },
  },
  app: {
    depends: ['low', 'nn', 'high'],
    files: {
      'index.ts': "import { open } from 'node:fs/promises';\nawait open(process.argv[2] ?? '');",
    },
  },
};

test('`checkArrows` finds nothing in a tree that keeps every rule', () => {
  assert.deepEqual(problemsOf({}), []);
});

const CASES = [
  [
    'an import against the table',
    low('b.ts', "export * from '@exifclip/high';"),
    /src\/b\.ts:1 may not import @exifclip\/high \(it may: no other package\)/,
  ],
  [
    'a dynamic import against the table',
    low('b.ts', "\nexport const b = () => import('@exifclip/high');"),
    /b\.ts:2 may not import @exifclip\/high/,
  ],
  [
    'a type import against the table',
    low('b.ts', "export type B = import('@exifclip/high').B;"),
    /may not import even types of @exifclip\/high/,
  ],
  [
    'a value where only types are granted',
    high('b.ts', "import { type Dense, dense } from '@exifclip/nn';\nexport { dense };"),
    /high\/src\/b\.ts:1 may not import @exifclip\/nn \(/,
  ],
  [
    'a subpath other than the one granted',
    high('b.ts', "export { x } from '@exifclip/nn/other';"),
    /may not import @exifclip\/nn\/other/,
  ],
  [
    'tfjs in a package without it',
    low('b.ts', "import '@tensorflow/tfjs-core';", { peers: TFJS }),
    /imports @tensorflow\/tfjs-core where tfjs must not come/,
  ],
  [
    'tfjs types in front of the tower',
    high('b.ts', "export type { Tensor } from '@tensorflow/tfjs-core';"),
    /high\/src\/b\.ts:1 imports @tensorflow\/tfjs-core where/,
  ],
  [
    'a tower that the index reaches',
    high('b.ts', "export { tower as b } from './image-tower.ts';"),
    /image-tower\.ts:1 imports @tensorflow\/tfjs-core where/,
  ],
  [
    'tfjs behind a subpath that must be free of it',
    nn('w.ts', "export { dense as w } from './dense.ts';"),
    /nn\/src\/dense\.ts:1 imports @tensorflow\/tfjs-core where/,
  ],
  [
    'a `node:` import in a portable file',
    low('a.ts', "import { open } from 'node:fs/promises';\nexport const a = open;"),
    /low\/src\/a\.ts:1 imports node:fs\/promises outside/,
  ],
  [
    'a Node module without its prefix',
    low('a.ts', "export { join as a } from 'path';"),
    /imports path outside/,
  ],
  [
    '`process` in a portable file',
    low('a.ts', 'export const a = process.env;'),
    /a\.ts:1 uses Node's process outside/,
  ],
  [
    '`Buffer` in a portable file',
    low('a.ts', "export const a = () => Buffer.from('');"),
    /uses Node's Buffer/,
  ],
  [
    'a package that package.json does not declare',
    low('a.ts', "export { default as a } from 'left-pad/lib';"),
    /imports left-pad, which package\.json does not declare/,
  ],
  [
    'an undeclared package found by require',
    low('node.ts', "export const r = require.resolve('left-pad');"),
    /imports left-pad, which/,
  ],
  [
    'a large package imported eagerly',
    high('b.ts', "export { pipeline as b } from '@huggingface/transformers';"),
    /otherwise than by import\(\)/,
  ],
  [
    'an import() of no literal',
    low('a.ts', 'export const a = (name: string) => import(name);'),
    /a\.ts:1 calls import\(\) on something other than a literal/,
  ],
  [
    'top-level await',
    low('a.ts', 'export const a = await Promise.resolve(1);'),
    /a\.ts:1 awaits at the top level/,
  ],
  [
    'top-level `for await`',
    low('a.ts', 'export const a = 1;\nfor await (const x of []) console.log(x);'),
    /a\.ts:2 awaits at the top level/,
  ],
  [
    'a circle of files',
    low(
      'a.ts',
      "import { b } from './b.ts';\nexport const a = b;",
      {},
      { 'b.ts': "import type { a } from './a.ts';\nexport const b = (x: typeof a) => x;" },
    ),
    /files import each other: (a\.ts -> b\.ts -> a|b\.ts -> a\.ts -> b)\.ts/,
  ],
  [
    'a circle of packages',
    low('a.ts', 'export const a = 1;', { depends: ['high'] }),
    /packages import each other: low -> high -> low/,
  ],
  [
    'a reference that is missing',
    high('b.ts', 'export const b = 1;', { references: ['low'] }),
    /high\/tsconfig\.json: references lack \.\.\/nn/,
  ],
  [
    'a reference too many',
    low('a.ts', 'export const a = 1;', { references: ['nn'] }),
    /low\/tsconfig\.json: references \.\.\/nn, which package\.json does not/,
  ],
  [
    'a file outside src',
    low('a.ts', "export { a } from '../../nn/src/w.ts';"),
    /imports \.\.\/\.\.\/nn\/src\/w\.ts, outside its src/,
  ],
  [
    'a file that is not there',
    low('a.ts', "export { a } from './gone.ts';"),
    /imports \.\/gone\.ts, which does not exist/,
  ],
  [
    'a test imported by a source',
    high('b.ts', "export * as b from './b.test.ts';"),
    /imports \.\/b\.test\.ts, a test/,
  ],
  [
    'a private import that leads nowhere',
    low('a.ts', "export { a } from '#gone';"),
    /imports #gone, which package\.json's imports/,
  ],
  [
    'a package outside the table',
    { stray: { files: { 'index.ts': '' } } },
    /packages\/stray is not in scripts\/arrow-table\.mjs/,
  ],
  ['a file that cannot be parsed', low('a.ts', 'export const = 1;'), /a\.ts cannot be parsed/],
];

for (const [what, change, expected] of CASES) {
  test(`\`checkArrows\` reports ${what}`, () => {
    assert.match(problemsOf(change).join('\n'), expected);
  });
}

function low(name, text, more = {}, files = {}) {
  return { low: { ...SOUND.low, ...more, files: { ...SOUND.low.files, [name]: text, ...files } } };
}

function nn(name, text) {
  return { nn: { ...SOUND.nn, files: { ...SOUND.nn.files, [name]: text } } };
}

function high(name, text, more = {}) {
  return { high: { ...SOUND.high, ...more, files: { ...SOUND.high.files, [name]: text } } };
}

/** The problems of the sound tree with some packages replaced. */
function problemsOf(change) {
  const root = mkdtempSync(join(tmpdir(), 'exifclip-arrows-'));
  try {
    for (const [folder, pkg] of Object.entries({ ...SOUND, ...change }))
      writePackage(root, folder, pkg);
    return checkArrows(root, TABLE);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function writePackage(
  root,
  folder,
  { files, depends = [], references = depends, peers, exports = ['index'], imports },
) {
  const write = (name, content) => {
    const path = join(root, 'packages', folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  };
  write('package.json', {
    name: `@exifclip/${folder}`,
    exports: Object.fromEntries(
      exports.map((name) => [`./${name}`, { '@exifclip/source': `./src/${name}.ts` }]),
    ),
    imports,
    dependencies: Object.fromEntries(depends.map((name) => [`@exifclip/${name}`, '0.1.0'])),
    peerDependencies: peers,
  });
  write('tsconfig.json', { references: references.map((name) => ({ path: `../${name}` })) });
  for (const [name, text] of Object.entries(files)) write(join('src', name), text);
}
