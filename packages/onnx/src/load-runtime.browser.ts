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
  const ort = (await import('onnxruntime-web')) as unknown as OrtModule;
  return { name: 'onnxruntime-web', ort };
}
