/** The loss of a step was not a finite number; the state before that step is still good. */
export class TrainingDivergedError extends Error {
  override readonly name: string = 'TrainingDivergedError';
  /** The step, counted from 0. */
  readonly step: number;
  /** What the step reported, the loss included. */
  readonly metrics: Readonly<Record<string, number>>;

  constructor(step: number, metrics: Readonly<Record<string, number>>) {
    super(
      `the loss of step ${step} is ${metrics.loss}; a lower learning rate or gradient clipping may help`,
    );
    this.step = step;
    this.metrics = metrics;
  }
}
