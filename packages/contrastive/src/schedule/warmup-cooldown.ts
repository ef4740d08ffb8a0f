import { checkSchedule } from './check-schedule.ts';

export interface WarmupCooldownOptions {
  /** Learning rate between warm-up and cooldown. */
  peak: number;
  /** Steps of linear rise. @defaultValue 0 */
  warmupSteps?: number;
  /** Steps of linear fall at the end. */
  cooldownSteps: number;
  /** Steps of the whole run. */
  totalSteps: number;
  /** Learning rate at the end. @defaultValue 0 */
  floor?: number;
}

/**
 * Learning rate that rises linearly to `peak`, stays there, and falls linearly to `floor` in the
 * last steps. A run may go on from the state before its cooldown, whatever its planned length was.
 *
 * @param step counted from 0; the first one has `peak / warmupSteps`, those after the end `floor`
 * @throws RangeError when the numbers make no schedule
 * @see Zhai et al., Scaling Vision Transformers, 2022
 */
export function warmupCooldown(step: number, options: WarmupCooldownOptions): number {
  checkSchedule(step, options);
  const { peak, warmupSteps = 0, cooldownSteps, totalSteps, floor = 0 } = options;
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
  if (step >= totalSteps) return floor;
  const left = totalSteps - step;
  return left >= cooldownSteps ? peak : floor + ((peak - floor) * left) / cooldownSteps;
}
