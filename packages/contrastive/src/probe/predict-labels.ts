import type { FeatureRows } from './feature-rows.ts';
import type { LinearProbe } from './linear-probe.ts';
import { probeProbabilities } from './probe-probabilities.ts';

/**
 * The most probable class of each example; of equal ones the first by name.
 *
 * @param features [examples, dim]
 * @throws RangeError when features are not as long as those that the probe was fitted on
 */
export function predictLabels(probe: LinearProbe, features: FeatureRows): string[] {
  const { data, shape } = probeProbabilities(probe, features);
  const [rows, count] = shape;
  return Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let c = 1; c < count; c++) {
      if (data[row * count + c]! > data[row * count + best]!) best = c;
    }
    return probe.classes[best]!;
  });
}
