interface ScheduleNumbers {
  peak: number;
  floor?: number;
  warmupSteps?: number;
  cooldownSteps?: number;
  /** Infinity where the run has no end. */
  totalSteps: number;
}

/**
 * @throws RangeError when the step or a number of steps is negative or no number, a rate is
 * negative or infinite, the floor is above the peak, or warm-up and cooldown are longer than the run
 */
export function checkSchedule(step: number, numbers: ScheduleNumbers): void {
  const { peak, floor = 0, warmupSteps = 0, cooldownSteps = 0, totalSteps } = numbers;
  if (!(step >= 0)) throw new RangeError(`expected a step from 0 on, got ${step}`);
  if (!(warmupSteps >= 0 && warmupSteps <= totalSteps)) {
    throw new RangeError(`expected a warm-up within ${totalSteps} steps, got ${warmupSteps}`);
  }
  const rest = totalSteps - warmupSteps;
  if (!(cooldownSteps >= 0 && cooldownSteps <= rest)) {
    throw new RangeError(`expected a cooldown within ${rest} steps, got ${cooldownSteps}`);
  }
  if (!(floor >= 0 && floor <= peak && peak < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`expected rates 0 ≤ floor ≤ peak, got floor ${floor} and peak ${peak}`);
  }
}
