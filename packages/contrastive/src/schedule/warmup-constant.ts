import { checkSchedule } from './check-schedule.ts';

export interface WarmupConstantOptions {
  /** Learning rate from the end of the warm-up on. */
  peak: number;
  /** Steps of linear rise. @defaultValue 0 */
  warmupSteps?: number;
}

/**
 * Learning rate that rises linearly to `peak` and stays there, for runs without a planned end.
 *
 * @param step counted from 0; the first one has `peak / warmupSteps`
 * @throws RangeError when the numbers make no schedule
 */
export function warmupConstant(step: number, options: WarmupConstantOptions): number {
  checkSchedule(step, { ...options, totalSteps: Number.POSITIVE_INFINITY });
  const { peak, warmupSteps = 0 } = options;
  return step < warmupSteps ? (peak * (step + 1)) / warmupSteps : peak;
}
