import type { TrainBatch } from './train-batch.ts';

/** What is known of the step at which a run diverged. */
export interface Divergence {
  /** What is wrong with the step, for people: `its loss is NaN`. */
  readonly reason: string;
  /** The batch that did it; its `step` is that of the run, counted from 0. */
  readonly batch: TrainBatch;
  readonly learningRate: number;
  /** What the step reported, the loss included. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * A step left no state to go on from: its loss, gradient or parameters are no finite numbers, or the
 * loss explodes. Checkpoints of steps before it are good; `saveDivergence` of
 * `@exifclip/contrastive/node` writes down what it takes to make the step again.
 */
export class TrainingDivergedError extends Error implements Divergence {
  override readonly name: string = 'TrainingDivergedError';
  /** The step, counted from 0. */
  readonly step: number;
  readonly reason: string;
  readonly batch: TrainBatch;
  readonly learningRate: number;
  readonly metrics: Readonly<Record<string, number>>;

  constructor({ reason, batch, learningRate, metrics }: Divergence) {
    super(
      `step ${batch.step} diverged: ${reason}; a lower learning rate or gradient clipping may help`,
    );
    this.step = batch.step;
    this.reason = reason;
    this.batch = batch;
    this.learningRate = learningRate;
    this.metrics = metrics;
  }
}
