import { createOnnxSession, type OnnxSessionOptions, type TensorValue } from '@exifclip/onnx';
import type { InputSpec, TensorFunction } from './tensor-function.ts';
import { trace } from './trace.ts';

/** How ONNX Runtime runs a traced function. */
export type CompileOptions = OnnxSessionOptions;

/** A traced function, running in ONNX Runtime. */
export interface CompiledFunction {
  /**
   * Runs it once.
   *
   * @param inputs a tensor for every name of the example, of its shape and type
   * @returns the named results
   */
  run(inputs: Readonly<Record<string, TensorValue>>): Promise<Record<string, TensorValue>>;
  /** Frees the graph. */
  dispose(): Promise<void>;
}

/**
 * Traces a tfjs-core function and makes it run in ONNX Runtime.
 *
 * @param fn a function of named tensors that returns named tensors
 * @param inputs shape and type of each of its inputs
 * @throws what `trace` throws
 */
export async function compile(
  fn: TensorFunction,
  inputs: Readonly<Record<string, InputSpec>>,
  options: CompileOptions = {},
): Promise<CompiledFunction> {
  // A step function returns what it took under the same names; a graph's names are unique.
  const { bytes } = trace((tensors) => mapKeys(fn(tensors), (name) => resultMark + name), inputs);
  const session = await createOnnxSession(bytes, { name: 'compiled function', ...options });
  return {
    run: async (values) =>
      mapKeys(await session.run(values), (name) => name.slice(resultMark.length)),
    dispose: () => session.dispose(),
  };
}

const resultMark = 'result:';

function mapKeys<T>(record: Readonly<Record<string, T>>, map: (key: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [map(key), value]));
}
