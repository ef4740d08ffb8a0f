import { checkSchedule } from './check-schedule.ts';

export interface InverseSquareRootOptions {
  /** Learning rate at the end of the warm-up. */
  peak: number;
  /** Steps of linear rise, 1 or more; they also set how fast the rate falls. */
  warmupSteps: number;
}

/**
 * Learning rate that rises linearly to `peak` and falls with the inverse square root of the steps,
 * for runs without a planned end:
 *
 * peak · min((step + 1) / warmupSteps, √(warmupSteps / (step + 1)))
 *
 * @param step counted from 0
 * @throws RangeError when the numbers make no schedule
 * @see Vaswani et al., Attention Is All You Need, 2017
 */
export function inverseSquareRoot(step: number, options: InverseSquareRootOptions): number {
  checkSchedule(step, { ...options, totalSteps: Number.POSITIVE_INFINITY });
  const { peak, warmupSteps } = options;
  if (warmupSteps < 1) {
    throw new RangeError(`expected a warm-up of 1 step or more, got ${warmupSteps}`);
  }
  const progress = (step + 1) / warmupSteps;
  return peak * Math.min(progress, 1 / Math.sqrt(progress));
}
