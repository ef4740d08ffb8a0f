import type { StepArrays } from '../step-engine.ts';

export interface DividedInputs {
  /** Tensors of the batch that are cut into micro-batches. */
  cut: StepArrays;
  /** Tensors of the batch that the loss takes whole. */
  whole: StepArrays;
  /** What is no part of the batch: the learning rate. */
  rest: StepArrays;
}

/**
 * What a step is given, by where it goes.
 *
 * @throws RangeError when the batch lacks a tensor that the loss takes
 */
export function divideInputs(inputs: StepArrays, wholeBatch: readonly string[]): DividedInputs {
  const wholeNames = wholeBatch.map((name) => `batch/${name}`);
  const missing = wholeNames.find((name) => !Object.hasOwn(inputs, name));
  if (missing !== undefined) {
    throw new RangeError(`expected "${missing}" for the loss, got ${Object.keys(inputs)}`);
  }
  const where = (chosen: (name: string) => boolean): StepArrays =>
    Object.fromEntries(Object.entries(inputs).filter(([name]) => chosen(name)));
  const isWhole = (name: string): boolean => wholeNames.includes(name);
  const isBatch = (name: string): boolean => name.startsWith('batch/');
  return {
    cut: where((name) => isBatch(name) && !isWhole(name)),
    whole: where(isWhole),
    rest: where((name) => !isBatch(name)),
  };
}
