import type { ConfusionCurve } from './confusion-curve.ts';

/**
 * The curve of the inverted map, `1 - score`, from that of the map, without sorting again. Equal
 * to inverting the scores first but for scores so close that `1 - score` would make them equal.
 */
export function invertCurve(curve: ConfusionCurve): ConfusionCurve {
  const { thresholds, truePositives, falsePositives, positives, negatives } = curve;
  const size = thresholds.length;
  const inverted = {
    thresholds: new Float64Array(size),
    truePositives: new Uint32Array(size),
    falsePositives: new Uint32Array(size),
    positives,
    negatives,
  };
  for (let i = 0; i < size; i++) {
    const from = size - 1 - i;
    inverted.thresholds[i] = 1 - thresholds[from]!;
    inverted.truePositives[i] = positives - (from > 0 ? truePositives[from - 1]! : 0);
    inverted.falsePositives[i] = negatives - (from > 0 ? falsePositives[from - 1]! : 0);
  }
  return inverted;
}
