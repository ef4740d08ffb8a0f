import { record } from './record.ts';
import type { InputSpec, InputSpecs, TensorFunction } from './tensor-function.ts';
import { type OnnxModel, writeOnnx } from './write-onnx.ts';

export interface TraceOptions {
  /**
   * Makes the first axis of every input (scalars have none) and of the outputs that follow it a
   * free one, so that one file serves any batch. The function may not depend on its extent.
   * @defaultValue false
   */
  symbolicBatch?: boolean;
  /** The graph's name in the file. @defaultValue `'graph'` */
  name?: string;
  /** Notes that travel in the file, such as the range of its inputs. @defaultValue none */
  metadata?: Readonly<Record<string, string>>;
}

/**
 * Runs a tfjs-core function once on symbolic tensors and writes what it did as an ONNX graph.
 * Gradients taken inside the function (`tf.grads` and its kin) are recorded like anything else.
 *
 * Tensors that the function takes from elsewhere, and random numbers that it draws, become
 * constants of the graph. tfjs's current backend is the same afterwards.
 *
 * @param fn a function of named tensors that returns named tensors; it may not read values
 * @param inputs shape and type of each of its inputs
 * @throws UnsupportedKernelError when `fn` needs a kernel that has no ONNX form here
 * @throws TraceReadError when `fn` reads a tensor
 * @throws TypeError when `fn` returns something else than named tensors
 * @throws RangeError when a result and an input share a name, or the batch is symbolic and the
 * graph depends on its extent
 */
export function trace<const Inputs extends InputSpecs>(
  fn: TensorFunction<Inputs>,
  inputs: Inputs,
  options: TraceOptions = {},
): OnnxModel {
  const { symbolicBatch = false, name = 'graph', metadata = {} } = options;
  const untyped = fn as TensorFunction;
  if (!symbolicBatch) return writeOnnx(record(untyped, inputs), { name, metadata });
  // Two traces with different stand-ins agree only if the extent went nowhere else.
  const [first, second] = standInBatches.map((batch) =>
    writeOnnx(record(untyped, withBatch(inputs, batch), batch), { name, metadata }),
  );
  if (!sameBytes(first!.bytes, second!.bytes)) {
    throw new RangeError(
      'expected a function that works on any batch size, got one whose graph depends on it',
    );
  }
  return first!;
}

/** Primes that no other extent of a real tower equals or is a multiple of. */
const standInBatches = [100_003, 100_019];

function withBatch(inputs: InputSpecs, batch: number): Record<string, InputSpec> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, dtype }]) => [
      name,
      { shape: shape.length === 0 ? shape : [batch, ...shape.slice(1)], dtype },
    ]),
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
