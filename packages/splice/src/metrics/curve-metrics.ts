import type { ConfusionCurve } from './confusion-curve.ts';

/** Every metric of a map by name; `undefined` where the labels leave it undefined. */
export interface MetricValues {
  /** Area under precision over recall, as a sum over steps of recall. */
  averagePrecision: number | undefined;
  /** F1 at the best threshold. */
  bestF1: number | undefined;
  /** Area under the receiver operating characteristic; 0.5 = chance. */
  rocAuc: number | undefined;
  /** Matthews correlation at a threshold of 0.5. */
  matthewsCorrelation: number | undefined;
  /** Mean IoU of both classes, each at its own best threshold (the published form). */
  iouIndependent: number | undefined;
  /** Mean IoU of both classes at the threshold that is best for their mean. */
  iouShared: number | undefined;
}

/** How each metric follows from the outcomes at all thresholds. */
export const curveMetrics: Readonly<
  Record<keyof MetricValues, (curve: ConfusionCurve) => number | undefined>
> = {
  averagePrecision,
  bestF1,
  rocAuc,
  matthewsCorrelation: (curve) => matthewsCorrelationAt(curve, 0.5),
  iouIndependent: (curve) => balancedIou(curve, false),
  iouShared: (curve) => balancedIou(curve, true),
};

/** Spliced and authentic elements that the prediction "score ≥ threshold" calls spliced. */
export function outcomesAt(
  curve: ConfusionCurve,
  threshold: number,
): { truePositives: number; falsePositives: number } {
  const beyond = curve.thresholds.findIndex((score) => score < threshold);
  const at = (beyond < 0 ? curve.thresholds.length : beyond) - 1;
  return {
    truePositives: curve.truePositives[at] ?? 0,
    falsePositives: curve.falsePositives[at] ?? 0,
  };
}

/**
 * Matthews correlation of the prediction "score ≥ threshold"; 0 when it predicts one class only.
 */
export function matthewsCorrelationAt(
  curve: ConfusionCurve,
  threshold: number,
): number | undefined {
  const { positives, negatives } = curve;
  if (positives === 0 || negatives === 0) return undefined;
  const { truePositives: tp, falsePositives: fp } = outcomesAt(curve, threshold);
  const fn = positives - tp;
  const tn = negatives - fp;
  const scale = Math.sqrt(tp + fp) * Math.sqrt(tn + fn) * Math.sqrt(positives * negatives);
  return scale === 0 ? 0 : (tp * tn - fp * fn) / scale;
}

function averagePrecision(curve: ConfusionCurve): number | undefined {
  const { truePositives, falsePositives, positives } = curve;
  if (positives === 0) return undefined;
  let sum = 0;
  let before = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i]!;
    sum += (tp - before) * (tp / (tp + falsePositives[i]!));
    before = tp;
  }
  return sum / positives;
}

function bestF1(curve: ConfusionCurve): number | undefined {
  const { truePositives, falsePositives, positives } = curve;
  if (positives === 0) return undefined;
  let best = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i]!;
    best = Math.max(best, (2 * tp) / (tp + falsePositives[i]! + positives));
  }
  return best;
}

function rocAuc(curve: ConfusionCurve): number | undefined {
  const { truePositives, falsePositives, positives, negatives } = curve;
  if (positives === 0 || negatives === 0) return undefined;
  let area = 0;
  let tp = 0;
  let fp = 0;
  for (let i = 0; i < truePositives.length; i++) {
    area += ((falsePositives[i]! - fp) * (truePositives[i]! + tp)) / 2;
    tp = truePositives[i]!;
    fp = falsePositives[i]!;
  }
  return area / (positives * negatives);
}

/**
 * Intersection over union, averaged over the spliced class and the background. Thresholds range
 * over 0…1, so "nothing is spliced" counts only while no score reaches 1.
 */
function balancedIou(curve: ConfusionCurve, shared: boolean): number | undefined {
  const { thresholds, truePositives, falsePositives, positives, negatives } = curve;
  if (positives === 0 || negatives === 0) return undefined;
  const nothing = thresholds[0]! < 1;
  let background = nothing ? negatives / (negatives + positives) : 0;
  let spliced = 0;
  let mean = background / 2;
  for (let i = 0; i < truePositives.length; i++) {
    const tp = truePositives[i]!;
    const fp = falsePositives[i]!;
    const splicedIou = tp / (positives + fp);
    const backgroundIou = (negatives - fp) / (negatives + positives - tp);
    mean = Math.max(mean, (splicedIou + backgroundIou) / 2);
    spliced = Math.max(spliced, splicedIou);
    background = Math.max(background, backgroundIou);
  }
  return shared ? mean : (spliced + background) / 2;
}
