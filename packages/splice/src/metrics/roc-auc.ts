import { confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics } from './curve-metrics.ts';

/**
 * Area under the receiver operating characteristic: the chance that a spliced element scores
 * higher than an authentic one, ties counting half.
 *
 * @param scores - higher = more likely spliced
 * @param labels - anything but 0 is spliced
 * @returns 0…1, or undefined when one class is missing
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function rocAuc(scores: Scores, labels: ArrayLike<number>): number | undefined {
  return curveMetrics.rocAuc(confusionCurve(scores, labels));
}
