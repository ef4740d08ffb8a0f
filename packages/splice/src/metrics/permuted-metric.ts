import { confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics, type MetricValues } from './curve-metrics.ts';
import { invertCurve } from './invert-curve.ts';

/**
 * A metric of a map or of its inverse, whichever is larger: which of two clusters is the spliced
 * one, no method here can know. What that choice is worth for free, `correlatedChance` tells.
 *
 * @returns undefined where the metric is
 */
export function permutedMetric(
  name: keyof MetricValues,
  scores: Scores,
  labels: ArrayLike<number>,
): number | undefined {
  const curve = confusionCurve(scores, labels);
  const value = curveMetrics[name](curve);
  const inverted = curveMetrics[name](invertCurve(curve));
  return value === undefined || inverted === undefined ? undefined : Math.max(value, inverted);
}
