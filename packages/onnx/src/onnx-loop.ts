import type { TensorValue } from './tensor-value.ts';

/** A graph that is run again and again on some of its own results, such as a training step. */
export interface OnnxLoop {
  /**
   * Runs the graph once on what it keeps and these inputs.
   *
   * @param inputs a tensor for every input that is not kept
   * @returns the outputs that are not kept
   * @throws TypeError when an input is missing, unknown, or not of the declared type and shape; what
   * is kept stays as it was
   * @throws Error when a run is under way, or the loop or its session was disposed of
   */
  run(inputs: Readonly<Record<string, TensorValue>>): Promise<Record<string, TensorValue>>;
  /** Copies of what is kept, by the names of the inputs. */
  read(): Promise<Record<string, TensorValue>>;
  /** Frees what is kept; the session stays. */
  dispose(): Promise<void>;
}
