/** An array on its way in or out of an engine: row-major values and shape. */
export interface StepArray {
  readonly data: Float32Array | Int32Array | Uint8Array;
  readonly shape: readonly number[];
}

export type StepArrays = Readonly<Record<string, StepArray>>;

/** Runs one step function over and over; the arrays' names and shapes stay the same. */
export interface StepEngine {
  run(inputs: StepArrays): Promise<StepArrays>;
  dispose(): Promise<void>;
}
