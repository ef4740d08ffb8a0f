import { confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics, outcomesAt } from './curve-metrics.ts';

/** Options of {@link detectionMetrics}. */
export interface DetectionMetricsOptions {
  /** Scores from here up count as spliced, for the balanced accuracy. @defaultValue 0.5 */
  threshold?: number;
}

/** How well scores tell spliced images from authentic ones. */
export interface DetectionMetrics {
  /** Average precision, 0…1; undefined without spliced images. */
  averagePrecision: number | undefined;
  /** Area under the receiver operating characteristic; undefined when one class is missing. */
  rocAuc: number | undefined;
  /** Mean of the shares of both classes that the threshold puts right; 0.5 = chance. */
  balancedAccuracy: number | undefined;
  /** Mean of both shares at the threshold that is best for these images: an upper bound. */
  bestBalancedAccuracy: number | undefined;
}

/**
 * The metrics of detection: of one score an image, not of maps.
 *
 * @param scores - one an image, higher = more likely spliced; probabilities for the default
 *   threshold to make sense
 * @param labels - anything but 0 is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function detectionMetrics(
  scores: Scores,
  labels: ArrayLike<number>,
  options: DetectionMetricsOptions = {},
): DetectionMetrics {
  const { threshold = 0.5 } = options;
  const curve = confusionCurve(scores, labels);
  const { positives, negatives } = curve;
  const accuracy = (truePositives: number, falsePositives: number) =>
    (truePositives / positives + 1 - falsePositives / negatives) / 2;
  const defined = positives > 0 && negatives > 0;
  const at = outcomesAt(curve, threshold);
  // Calling nothing spliced puts half of it right.
  let best = 0.5;
  for (const [i, truePositives] of curve.truePositives.entries()) {
    best = Math.max(best, accuracy(truePositives, curve.falsePositives[i]!));
  }
  return {
    averagePrecision: curveMetrics.averagePrecision(curve),
    rocAuc: curveMetrics.rocAuc(curve),
    balancedAccuracy: defined ? accuracy(at.truePositives, at.falsePositives) : undefined,
    bestBalancedAccuracy: defined ? best : undefined,
  };
}
