import type { BackendLoader, BackendRequest } from './backend-loader.ts';

/** Imports the wasm backend, in Node and in browsers. */
export async function loadWasm({ wasmPaths }: BackendRequest): Promise<string> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
  return 'wasm';
}

/** The slow backend that works everywhere. */
export const cpuLoader: BackendLoader = {
  name: 'cpu',
  packageName: '@tensorflow/tfjs-backend-cpu',
  async load() {
    await import('@tensorflow/tfjs-backend-cpu');
    return 'cpu';
  },
};
