import { type ConfusionCurve, confusionCurve, type Scores } from './confusion-curve.ts';
import { curveMetrics, type MetricValues } from './curve-metrics.ts';
import { invertCurve } from './invert-curve.ts';

/** All metrics of one map. */
export interface MapMetrics {
  /** Of the map as it is. */
  map: MetricValues;
  /** Of the inverted map, `1 - map`. */
  inverted: MetricValues;
  /** The larger of the two, metric by metric. */
  permuted: MetricValues;
}

/**
 * Every metric of a map against a mask from a single sort: what an evaluation calls for each
 * image.
 *
 * @param scores - the map, 0…1, one value a pixel
 * @param labels - the mask; anything but 0 is spliced
 * @throws RangeError when the lengths differ or a score is NaN
 */
export function mapMetrics(scores: Scores, labels: ArrayLike<number>): MapMetrics {
  const curve = confusionCurve(scores, labels);
  const map = metricsOf(curve);
  const inverted = metricsOf(invertCurve(curve));
  const permuted = { ...map };
  for (const name of Object.keys(curveMetrics) as (keyof MetricValues)[]) {
    const a = map[name];
    const b = inverted[name];
    permuted[name] = a === undefined || b === undefined ? undefined : Math.max(a, b);
  }
  return { map, inverted, permuted };
}

function metricsOf(curve: ConfusionCurve): MetricValues {
  return {
    averagePrecision: curveMetrics.averagePrecision(curve),
    bestF1: curveMetrics.bestF1(curve),
    rocAuc: curveMetrics.rocAuc(curve),
    matthewsCorrelation: curveMetrics.matthewsCorrelation(curve),
    iouIndependent: curveMetrics.iouIndependent(curve),
    iouShared: curveMetrics.iouShared(curve),
  };
}
