import type { StepFigures } from '../run/train-step-report.ts';

/**
 * What logs say of a step, a number a name: what the step reported (`loss`, `accuracy`,
 * `gradientNorm`, …), `learningRate`, `seconds`, `waitSeconds`, `patchesPerSecond` where batches say
 * how many they have, waiting included, and `validation/…`.
 */
export function stepScalars(figures: StepFigures): Record<string, number> {
  const { metrics, learningRate, seconds, waitSeconds, patches, validation = {} } = figures;
  const found = Object.entries(validation).map(([name, value]) => [`validation/${name}`, value]);
  return {
    ...metrics,
    learningRate,
    seconds,
    waitSeconds,
    ...(patches === undefined ? {} : { patchesPerSecond: patches / (seconds + waitSeconds) }),
    ...Object.fromEntries(found),
  };
}
