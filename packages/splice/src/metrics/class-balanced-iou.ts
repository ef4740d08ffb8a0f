import { confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics } from './curve-metrics.ts';

/** Options of {@link classBalancedIou}. */
export interface ClassBalancedIouOptions {
  /**
   * Whether each class has its own best threshold ('independent', the published form) or both
   * share the one that is best for their mean ('shared').
   * @defaultValue 'independent'
   */
  thresholds?: 'independent' | 'shared';
}

/**
 * Intersection over union, averaged over the spliced class and the background (cIoU), at the best
 * of all thresholds of 0…1.
 *
 * @param scores - 0…1, higher = more likely spliced
 * @param labels - anything but 0 is spliced
 * @returns 0…1, or undefined when one class is missing
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function classBalancedIou(
  scores: Scores,
  labels: ArrayLike<number>,
  options: ClassBalancedIouOptions = {},
): number | undefined {
  const { thresholds = 'independent' } = options;
  const metric = thresholds === 'shared' ? curveMetrics.iouShared : curveMetrics.iouIndependent;
  return metric(confusionCurve(scores, labels));
}
