import type { StepFigures } from '../run/train-step-report.ts';

/** How fast a run goes, all that happens between two steps included. */
export interface Pace {
  readonly secondsPerStep: number;
  /** Undefined where batches do not say how many patches they have. */
  readonly patchesPerSecond: number | undefined;
  readonly secondsLeft: number;
}

/**
 * Measures the pace of a run from its first step on, so that what came before, such as compiling,
 * does not count; the first step is taken at its own word.
 *
 * @param now a clock, in milliseconds
 * @returns to be called after every step
 */
export function runPace(
  totalSteps: number,
  now: () => number = () => performance.now(),
): (figures: StepFigures) => Pace {
  let first: { step: number; time: number } | undefined;
  return ({ step, seconds, waitSeconds, patches }) => {
    const time = now();
    first ??= { step, time };
    const steps = step - first.step;
    const secondsPerStep = steps === 0 ? seconds + waitSeconds : (time - first.time) / 1000 / steps;
    return {
      secondsPerStep,
      patchesPerSecond: patches === undefined ? undefined : patches / secondsPerStep,
      secondsLeft: (totalSteps - step) * secondsPerStep,
    };
  };
}
