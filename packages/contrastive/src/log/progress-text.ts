import type { StepFigures } from '../run/train-step-report.ts';
import { formatDuration } from './format-duration.ts';
import type { Pace } from './run-pace.ts';

/**
 * A step in a line for people: `loss 1.234, retrieval 45 %, 812 patches/s, 12 min left`. Retrieval
 * is the metric `accuracy`, and speed in seconds a step where the number of patches is unknown.
 */
export function progressText(
  { loss, metrics }: Pick<StepFigures, 'loss' | 'metrics'>,
  { secondsPerStep, patchesPerSecond, secondsLeft }: Pace,
): string {
  const { accuracy } = metrics;
  const speed =
    patchesPerSecond === undefined
      ? `${secondsPerStep.toFixed(2)} s/step`
      : `${patchesPerSecond.toFixed(0)} patches/s`;
  return [
    `loss ${loss.toFixed(3)}`,
    ...(accuracy === undefined ? [] : [`retrieval ${(accuracy * 100).toFixed(0)} %`]),
    speed,
    `${formatDuration(secondsLeft)} left`,
  ].join(', ');
}
