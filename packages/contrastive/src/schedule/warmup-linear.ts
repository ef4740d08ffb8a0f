import { checkSchedule } from './check-schedule.ts';

export interface WarmupLinearOptions {
  /** Learning rate at the end of the warm-up. */
  peak: number;
  /** Steps of linear rise. @defaultValue 0 */
  warmupSteps?: number;
  /** Steps of the whole run. */
  totalSteps: number;
  /** Learning rate at the end. @defaultValue 0 */
  floor?: number;
}

/**
 * Learning rate that rises linearly to `peak` and falls linearly to `floor`.
 *
 * @param step counted from 0; the first one has `peak / warmupSteps`, those after the end `floor`
 * @throws RangeError when the numbers make no schedule
 */
export function warmupLinear(step: number, options: WarmupLinearOptions): number {
  checkSchedule(step, options);
  const { peak, warmupSteps = 0, totalSteps, floor = 0 } = options;
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
  if (step >= totalSteps) return floor;
  return peak + ((floor - peak) * (step - warmupSteps)) / (totalSteps - warmupSteps);
}
