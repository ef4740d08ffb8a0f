// Which package may import which: the table of ARCHITECTURE.md as data. check-arrows.mjs enforces it.

/**
 * @typedef {object} PackageArrows
 * @property {readonly string[]} imports  folders of packages (`nn`), or one of their subpaths
 *   (`nn/safetensors`), that any file of the package may import
 * @property {Readonly<Record<string, Gate>>} [behind]  wider rights for the files that the package's
 *   entry points reach only through the named file of `src`
 * @property {readonly string[]} [types]  packages of which any file may import types
 * @property {boolean} [tfjs]  whether any file may import `@tensorflow/*`
 * @property {readonly string[]} [withoutTfjs]  entry files that must reach no `@tensorflow/*` even so
 * @property {boolean} [program]  whether it is a program for Node and not a library: any file may use
 *   `node:*`, Node's globals and top-level await
 */

/**
 * @typedef {object} Gate
 * @property {readonly string[]} imports
 * @property {boolean} [tfjs]
 */

const TOWER = { 'tower.ts': { imports: ['nn'], tfjs: true } };

/** @type {Readonly<Record<string, PackageArrows>>} */
export const ARROWS = {
  image: { imports: [] },
  onnx: { imports: [] },
  nn: { imports: [], tfjs: true, withoutTfjs: ['safetensors.ts', 'pytorch.ts', 'node.ts'] },
  'tfjs-onnx': { imports: ['onnx', 'nn/safetensors'], tfjs: true },
  'exif-text': { imports: [], behind: TOWER },
  'patch-encoder': { imports: ['image', 'onnx'], behind: TOWER },
  contrastive: { imports: ['nn', 'onnx', 'tfjs-onnx'], tfjs: true },
  models: { imports: ['exif-text', 'patch-encoder', 'onnx', 'nn/safetensors', 'nn/node'] },
  datasets: { imports: ['image', 'exif-text'] },
  search: { imports: ['nn/safetensors', 'nn/node'] },
  splice: {
    imports: ['image'],
    types: ['patch-encoder', 'models'],
    behind: { 'detector/create-splice-detector.ts': { imports: ['patch-encoder', 'models'] } },
  },
  cli: {
    imports: [
      ...[
        'image',
        'onnx',
        'nn',
        'tfjs-onnx',
        'exif-text',
        'patch-encoder',
        'contrastive',
        'models',
      ],
      ...['datasets', 'search', 'splice'],
    ],
    tfjs: true,
    program: true,
  },
  scale: { imports: ['cli', 'datasets', 'nn/node'], program: true },
};

/** Packages so large that only an `import()` may load them, when they are asked for. */
export const LAZY = ['@huggingface/transformers', '@huggingface/hub'];
