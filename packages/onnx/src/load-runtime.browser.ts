import type { OrtModule, Runtime, RuntimeName } from './runtime.ts';

/**
 * Loads ONNX Runtime where there is no Node: the WebAssembly build.
 *
 * @param wanted one build and no other
 * @throws RangeError when the native build is asked for, which needs Node
 */
export async function loadRuntime(wanted?: RuntimeName): Promise<Runtime> {
  if (wanted === 'onnxruntime-node') {
    throw new RangeError('expected runtime onnxruntime-web outside Node, got onnxruntime-node');
  }
  // The build for the CPU alone, half the size of the one that can use a GPU too.
  const ort = (await import('onnxruntime-web/wasm')) as unknown as OrtModule;
  return { name: 'onnxruntime-web', ort };
}
