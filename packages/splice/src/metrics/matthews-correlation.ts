import { confusionCurve, type Scores } from './confusion-curve.ts';
import { matthewsCorrelationAt } from './curve-metrics.ts';

/** Options of {@link matthewsCorrelation}. */
export interface MatthewsCorrelationOptions {
  /** Scores from here up count as spliced. @defaultValue 0.5 */
  threshold?: number;
}

/**
 * Matthews correlation coefficient at a fixed threshold.
 *
 * @param scores - 0…1, higher = more likely spliced
 * @param labels - anything but 0 is spliced
 * @returns -1…1, 0 when the prediction is one class only, undefined when the labels are
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function matthewsCorrelation(
  scores: Scores,
  labels: ArrayLike<number>,
  options: MatthewsCorrelationOptions = {},
): number | undefined {
  const { threshold = 0.5 } = options;
  return matthewsCorrelationAt(confusionCurve(scores, labels), threshold);
}
