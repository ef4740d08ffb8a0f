import type { BackendLoader } from './backend-loader.ts';
import { BackendUnavailableError } from './backend-unavailable-error.ts';
import { findAdapter, type Gpu } from './find-adapter.ts';
import { cpuLoader, loadWasm } from './portable-loaders.ts';

/** The tfjs backends of browsers, best first. */
export const platformLoaders: readonly BackendLoader[] = [
  { name: 'webgpu', packageName: '@tensorflow/tfjs-backend-webgpu', load: loadWebgpu },
  { name: 'wasm', packageName: '@tensorflow/tfjs-backend-wasm', load: loadWasm },
  cpuLoader,
];

async function loadWebgpu({ asked }: { asked: boolean }): Promise<string> {
  const { gpu } = globalThis.navigator as { gpu?: Gpu };
  if (gpu === undefined) throw new BackendUnavailableError('this browser has no WebGPU');
  await findAdapter(gpu, asked);
  await import('@tensorflow/tfjs-backend-webgpu');
  return 'webgpu';
}
