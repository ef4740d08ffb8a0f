import type { StepArrays } from '../engine/step-engine.ts';
import type { JsonValue } from './json-value.ts';

/** What one step learns from. */
export interface TrainBatch {
  /** The step it is for, counted from 0. */
  readonly step: number;
  readonly tensors: StepArrays;
  /** Patches in it; reports then say how many are learned from a second. */
  readonly patches?: number | undefined;
  /**
   * What the source of the batches needs, beside the step, to make the one after this: a place in a
   * file, states of random streams. Kept in the state after this step. Batches that are a function
   * of seed and step need none.
   */
  readonly position?: JsonValue | undefined;
}
