import type { Scores } from './confusion-curve.ts';
import { permutedMetric } from './permuted-metric.ts';

/**
 * Best F1 of the map or of the inverted map, whichever is larger.
 *
 * @param scores - the map, one value a pixel
 * @param labels - the mask; anything but 0 is spliced
 * @returns 0…1, or undefined when nothing is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function permutedBestF1(scores: Scores, labels: ArrayLike<number>): number | undefined {
  return permutedMetric('bestF1', scores, labels);
}
