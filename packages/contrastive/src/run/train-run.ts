import type { StepEngine } from '../engine/step-engine.ts';
import type { RunLogger } from '../log/run-logger.ts';
import type { DivergenceOptions } from './divergence-watch.ts';
import type { JsonValue } from './json-value.ts';
import type { TrainBatch } from './train-batch.ts';
import type { TrainState } from './train-state.ts';

export interface TrainRun {
  engine: StepEngine;
  /** Where to start: `createTrainState(…)`, or a checkpoint to go on from. */
  state: TrainState;
  /** Batches from step `state.step` on, or a function that makes them from any step. */
  batches: AsyncIterable<TrainBatch> | TrainBatches;
  /** The learning rate of a step, counted from 0. */
  schedule: (step: number) => number;
  /** Steps of the whole run, those already done included. */
  totalSteps: number;
  /** What is measured while it runs. @defaultValue nothing */
  validate?: TrainValidation | undefined;
  /** When and how states are kept. @defaultValue never */
  checkpoint?: TrainCheckpoints | undefined;
  /** Told of every step; `severalLoggers` makes one of many. @defaultValue none */
  logger?: RunLogger | undefined;
  /** What counts as a loss that explodes; false: nothing does. @defaultValue see DivergenceOptions */
  divergence?: DivergenceOptions | false | undefined;
  /** Stops the run before its next step. @defaultValue none */
  signal?: AbortSignal | undefined;
}

/**
 * Makes the batches from any step on.
 *
 * @param position what the batch before it brought along
 */
export type TrainBatches = (startStep: number, position?: JsonValue) => AsyncIterable<TrainBatch>;

export interface TrainValidation {
  /** Steps between two; the last step is always validated. */
  every: number;
  /**
   * Measures what the run has come to, on photos that it does not learn from.
   *
   * @param readState copies the state
   * @returns figures by name, for reports, logs and the choice of the best checkpoint
   */
  run(
    readState: () => Promise<TrainState>,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, number>>>;
}

export interface TrainCheckpoints {
  /** Steps between two; a state that was validated, and the last one, are always saved. */
  every: number;
  /** Steps after which the state is saved whatever `every` says. @defaultValue none */
  steps?: readonly number[] | undefined;
  /** Keeps a state; `checkpointKeeper` of `@exifclip/contrastive/node` has one. */
  save(state: TrainState, about: CheckpointFigures): void | Promise<void>;
  /**
   * Whether what is done is saved once more when the run is aborted, or fails between two steps.
   *
   * @defaultValue true
   */
  beforeLeaving?: boolean | undefined;
}

/** What is known of a state that is saved. */
export interface CheckpointFigures {
  /** What validation found, where it was its turn. */
  readonly validation?: Readonly<Record<string, number>> | undefined;
}
