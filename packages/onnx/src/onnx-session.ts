import type { OnnxLoop } from './onnx-loop.ts';
import type { RuntimeName } from './runtime.ts';
import type { TensorValue } from './tensor-value.ts';

/** A loaded graph, ready to run. */
export interface OnnxSession {
  /** Names of the graph's inputs, in its order. */
  readonly inputNames: readonly string[];
  /** Names of the graph's outputs, in its order. */
  readonly outputNames: readonly string[];
  /** The build of ONNX Runtime that runs it. */
  readonly runtime: RuntimeName;
  /** Why a faster build was passed over, in one line; absent when none was. */
  readonly fallbackReason?: string;
  /**
   * Runs the graph once.
   *
   * @param inputs a tensor for every input name
   * @param options `signal` is looked at before the run; a run itself cannot be interrupted
   * @returns a tensor for every output name
   * @throws TypeError when an input is missing, unknown, or not of the declared type and shape
   * @throws Error when the session was disposed of
   */
  run(
    inputs: Readonly<Record<string, TensorValue>>,
    options?: { signal?: AbortSignal },
  ): Promise<Record<string, TensorValue>>;
  /**
   * Keeps tensors from run to run: what an output gives is what an input takes the next time, in
   * two sets of buffers that change places, so that nothing is allocated or handed around.
   *
   * @param start a tensor for every input that is kept; they are copied
   * @param successors the output that replaces each of these inputs
   * @throws TypeError when a start value or a successor does not fit the graph
   */
  loop(
    start: Readonly<Record<string, TensorValue>>,
    successors: Readonly<Record<string, string>>,
  ): Promise<OnnxLoop>;
  /** Frees the session; a second call does nothing, and a run afterwards throws. */
  dispose(): Promise<void>;
}
