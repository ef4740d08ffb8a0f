import {
  createOnnxSession,
  type OnnxLoop,
  type OnnxSessionOptions,
  type TensorValue,
} from '@exifclip/onnx';
import type { InputSpecs, TensorFunction } from './tensor-function.ts';
import { type TraceOptions, trace } from './trace.ts';

/** How the graph is run, and whether it takes any batch. */
export interface CompileOptions extends OnnxSessionOptions, Pick<TraceOptions, 'symbolicBatch'> {}

/** A traced function, running in ONNX Runtime. */
export interface CompiledFunction {
  /**
   * Runs it once.
   *
   * @param inputs a tensor for every input that was declared, of its shape and type
   * @returns the named results
   * @throws TypeError when an input is missing, unknown, or not of the declared shape and type
   */
  run(inputs: Readonly<Record<string, TensorValue>>): Promise<Record<string, TensorValue>>;
  /**
   * Keeps tensors from run to run, in buffers that are used again and again: what the function
   * returns under a name is what it takes under that name the next time.
   *
   * @param start a tensor for every input that is kept; the function must return one for each
   * @throws TypeError when it does not, or not of the same type and shape
   */
  loop(start: Readonly<Record<string, TensorValue>>): Promise<OnnxLoop>;
  /** Frees the graph. */
  dispose(): Promise<void>;
}

/**
 * Traces a tfjs-core function and makes it run in ONNX Runtime. A result may bear the name of an
 * input, so that a training step can return what it takes.
 *
 * @param fn a function of named tensors that returns named tensors
 * @param inputs shape and type of each of its inputs
 * @throws what `trace` throws
 * @throws OnnxLoadError when ONNX Runtime has no kernel for what was traced
 */
export async function compile<const Inputs extends InputSpecs>(
  fn: TensorFunction<Inputs>,
  inputs: Inputs,
  { symbolicBatch = false, ...options }: CompileOptions = {},
): Promise<CompiledFunction> {
  // A step function returns what it took under the same names; a graph's names are unique.
  const marked: TensorFunction<Inputs> = (tensors) =>
    mapKeys(fn(tensors), (name) => resultMark + name);
  const { bytes } = trace(marked, inputs, { symbolicBatch });
  const session = await createOnnxSession(bytes, { name: 'compiled function', ...options });
  return {
    run: async (values) => unmarked(await session.run(values)),
    async loop(start) {
      const successors = Object.keys(start).map((name) => [name, resultMark + name]);
      const loop = await session.loop(start, Object.fromEntries(successors));
      return { ...loop, run: async (values) => unmarked(await loop.run(values)) };
    },
    dispose: () => session.dispose(),
  };
}

const resultMark = 'result:';

function unmarked<T>(outputs: Readonly<Record<string, T>>) {
  return mapKeys(outputs, (name) => name.slice(resultMark.length));
}

function mapKeys<T>(record: Readonly<Record<string, T>>, map: (key: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [map(key), value]));
}
