import { confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics } from './curve-metrics.ts';

/**
 * F1 of the prediction "score ≥ threshold" at the best threshold.
 *
 * @param scores - higher = more likely spliced
 * @param labels - anything but 0 is spliced
 * @returns 0…1, or undefined when nothing is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function bestF1(scores: Scores, labels: ArrayLike<number>): number | undefined {
  return curveMetrics.bestF1(confusionCurve(scores, labels));
}
