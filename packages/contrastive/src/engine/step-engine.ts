/** An array on its way in or out of an engine: row-major values and shape. */
export interface StepArray {
  readonly data: Float32Array | Int32Array | Uint8Array;
  readonly shape: readonly number[];
}

export type StepArrays = Readonly<Record<string, StepArray>>;

/**
 * Runs one step function over and over, and keeps what the next step takes where the step runs: in
 * ONNX Runtime's buffers or in tfjs's tensors. Names and shapes stay the same.
 */
export interface StepEngine {
  /** Takes copies of the arrays that it is to keep: a run's parameters and optimiser state. */
  load(state: StepArrays): Promise<void>;
  /**
   * Runs a step on what is kept and these inputs, and keeps what it returns under the same names.
   *
   * @returns the rest of what the step returns
   * @throws TypeError when the step does not return what is kept as float32
   */
  step(inputs: StepArrays): Promise<StepArrays>;
  /** Copies of what is kept. */
  read(): Promise<StepArrays>;
  /** Frees everything. */
  dispose(): Promise<void>;
}
