import { confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics } from './curve-metrics.ts';

/**
 * Average precision, `Σ (R_n - R_(n-1)) P_n` over the distinct scores, without interpolation. Of
 * a map for localisation, of the scores of images for detection.
 *
 * @param scores - higher = more likely spliced
 * @param labels - anything but 0 is spliced
 * @returns 0…1, or undefined when nothing is spliced: leave such images out of a mean and say how
 *   many they were
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function averagePrecision(scores: Scores, labels: ArrayLike<number>): number | undefined {
  return curveMetrics.averagePrecision(confusionCurve(scores, labels));
}
