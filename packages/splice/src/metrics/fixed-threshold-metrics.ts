import { confusionCurve, type Scores } from './confusion-curve.ts';
import { matthewsCorrelationAt, outcomesAt } from './curve-metrics.ts';

/** Options of {@link fixedThresholdMetrics}. */
export interface FixedThresholdMetricsOptions {
  /** Scores from here up count as spliced. @defaultValue 0.5 */
  threshold?: number;
}

/** What a map is worth at a threshold that nobody tuned; `undefined` where nothing is spliced. */
export interface FixedThresholdMetrics {
  /** `2 TP / (2 TP + FP + FN)`, 0…1. */
  f1: number | undefined;
  /** Intersection over union of the spliced class, 0…1. */
  iou: number | undefined;
  /** Matthews correlation, -1…1; undefined too where everything is spliced. */
  matthewsCorrelation: number | undefined;
}

/**
 * F1, intersection over union and Matthews correlation of the prediction "score ≥ threshold": what
 * a mask is worth as it is, without the best threshold of every image.
 *
 * @param scores - 0…1, higher = more likely spliced
 * @param labels - anything but 0 is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function fixedThresholdMetrics(
  scores: Scores,
  labels: ArrayLike<number>,
  options: FixedThresholdMetricsOptions = {},
): FixedThresholdMetrics {
  const { threshold = 0.5 } = options;
  const curve = confusionCurve(scores, labels);
  const { truePositives, falsePositives } = outcomesAt(curve, threshold);
  const { positives } = curve;
  const defined = positives > 0;
  return {
    f1: defined ? (2 * truePositives) / (truePositives + falsePositives + positives) : undefined,
    iou: defined ? truePositives / (positives + falsePositives) : undefined,
    matthewsCorrelation: matthewsCorrelationAt(curve, threshold),
  };
}
