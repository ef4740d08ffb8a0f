import util from 'node:util';
import type { BackendLoader } from './backend-loader.ts';
import { loadWebgpu } from './load-webgpu.node.ts';
import { cpuLoader, loadWasm } from './portable-loaders.ts';
import { withoutProcessListeners } from './without-process-listeners.node.ts';

/** The tfjs backends of Node, best first. */
export const platformLoaders: readonly BackendLoader[] = [
  {
    name: 'tfjs-node-gpu',
    packageName: '@tensorflow/tfjs-node-gpu',
    async load() {
      prepareTensorflow();
      await import('@tensorflow/tfjs-node-gpu');
      return 'tensorflow';
    },
  },
  {
    name: 'tfjs-node',
    packageName: '@tensorflow/tfjs-node',
    async load() {
      prepareTensorflow();
      await import('@tensorflow/tfjs-node');
      return 'tensorflow';
    },
  },
  { name: 'webgpu', packageName: 'webgpu', load: loadWebgpu },
  {
    name: 'wasm',
    packageName: '@tensorflow/tfjs-backend-wasm',
    load: loadWasm,
    guard: withoutProcessListeners,
  },
  cpuLoader,
];

function prepareTensorflow(): void {
  // tfjs-node 4.22 calls a function that Node 23 removed
  const old = util as { isNullOrUndefined?: (value: unknown) => boolean };
  old.isNullOrUndefined ??= (value) => value === null || value === undefined;
  // libtensorflow greets on standard error otherwise
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
}
