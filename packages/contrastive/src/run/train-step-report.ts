import type { TrainState } from './train-state.ts';

/** What a step came to, in figures. */
export interface StepFigures {
  /** Steps done, this one included. */
  readonly step: number;
  readonly loss: number;
  /** Everything the step reported, the loss included. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly learningRate: number;
  /** Time of the step itself. */
  readonly seconds: number;
  /** Time it waited for its batch. */
  readonly waitSeconds: number;
  /** Patches it learned from, where its batch says so. */
  readonly patches: number | undefined;
  /** What validation found after this step; undefined where it was not its turn. */
  readonly validation: Readonly<Record<string, number>> | undefined;
}

export interface TrainStepReport extends StepFigures {
  /**
   * Copies what the run has come to, to keep or to go on from.
   *
   * @throws Error once the run has gone on
   */
  readState(): Promise<TrainState>;
}
