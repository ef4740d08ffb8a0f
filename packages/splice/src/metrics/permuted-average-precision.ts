import type { Scores } from './confusion-curve.ts';
import { permutedMetric } from './permuted-metric.ts';

/**
 * Average precision of the map or of the inverted map, whichever is larger: the p-AP of one image.
 *
 * @param scores - the map, one value a pixel
 * @param labels - the mask; anything but 0 is spliced
 * @returns 0…1, or undefined when nothing is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function permutedAveragePrecision(
  scores: Scores,
  labels: ArrayLike<number>,
): number | undefined {
  return permutedMetric('averagePrecision', scores, labels);
}
