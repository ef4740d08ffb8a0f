import type { OrtModule, Runtime, RuntimeImports, RuntimeName } from './runtime.ts';

/**
 * Loads ONNX Runtime where there is no Node: the WebAssembly build.
 *
 * @param wanted one build and no other
 * @param imports another build of onnxruntime-web, such as the one that can use a GPU
 * @throws RangeError when the native build is asked for, which needs Node
 */
export async function loadRuntime(
  wanted?: RuntimeName,
  { web = importForCpu }: Partial<RuntimeImports> = {},
): Promise<Runtime> {
  if (wanted === 'onnxruntime-node') {
    throw new RangeError('expected runtime onnxruntime-web outside Node, got onnxruntime-node');
  }
  return { name: 'onnxruntime-web', ort: (await web()) as OrtModule };
}

/** The build for the CPU alone, half the size of the one that can use a GPU too. */
const importForCpu = (): Promise<unknown> => import('onnxruntime-web/wasm');
