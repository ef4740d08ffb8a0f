import type { BackendRequest } from './backend-loader.ts';
import { BackendUnavailableError } from './backend-unavailable-error.ts';
import { findAdapter } from './find-adapter.ts';

/**
 * Gives Node the browser's WebGPU globals, from the npm package `webgpu`, then imports tfjs's
 * backend, which registers itself only where it sees them.
 */
export async function loadWebgpu({ asked }: BackendRequest): Promise<string> {
  const { create, globals } = await import('webgpu');
  const gpu = create([]);
  await findAdapter(gpu, asked);
  Object.assign(globalThis, globals);
  // Node 21 and later have a navigator, with a getter that cannot be assigned to
  if (globalThis.navigator === undefined) {
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  }
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  try {
    await import('@tensorflow/tfjs-backend-webgpu');
  } catch (cause) {
    throw new BackendUnavailableError('@tensorflow/tfjs-backend-webgpu cannot be imported', {
      cause,
    });
  }
  return 'webgpu';
}
