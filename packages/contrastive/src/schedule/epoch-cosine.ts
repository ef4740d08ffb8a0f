import { checkSchedule } from './check-schedule.ts';
import { warmupCosine } from './warmup-cosine.ts';

export interface EpochCosineOptions {
  /** Steps of an epoch. */
  stepsPerEpoch: number;
  /** Epochs of the whole run. */
  epochs: number;
  /** Epochs of linear rise. @defaultValue 5 */
  warmupEpochs?: number;
  /** Learning rate at the end of the warm-up. @defaultValue 1e-4 */
  peak?: number;
  /** Learning rate that the cosine ends in, after the last epoch. @defaultValue 1e-7 */
  floor?: number;
}

/**
 * The schedule of "EXIF as Language": the learning rate rises linearly from step to step, then
 * follows half a cosine from epoch to epoch and stays the same within each.
 *
 * @param step counted from 0
 * @throws RangeError when the numbers make no schedule
 * @see Zheng et al., EXIF as Language, 2023
 */
export function epochCosine(step: number, options: EpochCosineOptions): number {
  const { stepsPerEpoch, epochs, warmupEpochs = 5, peak = 1e-4, floor = 1e-7 } = options;
  if (!(stepsPerEpoch >= 1)) {
    throw new RangeError(`expected an epoch of 1 step or more, got ${stepsPerEpoch}`);
  }
  if (!(warmupEpochs <= epochs)) {
    throw new RangeError(`expected a warm-up within ${epochs} epochs, got ${warmupEpochs}`);
  }
  checkSchedule(step, { peak, floor, warmupSteps: warmupEpochs, totalSteps: epochs });
  const warmupSteps = warmupEpochs * stepsPerEpoch;
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
  const epoch = Math.floor(step / stepsPerEpoch);
  return warmupCosine(epoch, { peak, floor, warmupSteps: warmupEpochs, totalSteps: epochs });
}
