import type { DenseArray } from '@exifclip/image';
import { minorityLabel } from './minority-label.ts';
import { twoMeansSplit } from './two-means-split.ts';

/** A clustering as maps for people and metrics. */
export interface GradedMaps {
  /** `[cellRows, cellCols]`, 0…1, high = inconsistent, 0.5 at the split. */
  heatmap: DenseArray;
  /** `[cellRows, cellCols]`, 255 where the heatmap is above 0.5. */
  mask: DenseArray<Uint8Array>;
}

/** Clusters tighter than this share of their distance are graded as if they were this wide. */
const LEAST_DEVIATION = 1 / 16;

/**
 * Turns one value a cell into a graded heatmap and a mask.
 *
 * The values are split by an optimal two-means; `x` is the distance to the split in standard
 * deviations of the clusters, and the heat `(1 + x / (1 + |x|)) / 2`. The curve is gentler than a
 * logistic, so that distant values keep their order in float32, which average precision rewards.
 *
 * @param values - `[cellRows, cellCols]`
 * @param spliced - 'high' when high values mean inconsistent; 'minority' when the smaller of the
 *   two clusters is taken for the spliced one
 * @param threshold - where to split instead, for values that have a natural middle
 * @returns zeros for values that are all alike
 */
export function gradedMaps(
  values: DenseArray,
  spliced: 'high' | 'minority',
  threshold?: number,
): GradedMaps {
  const { data, shape } = values;
  const heat = new Float32Array(data.length);
  const mask = new Uint8Array(data.length);
  const split = twoMeansSplit(data);
  if (split) {
    const middle = threshold ?? split.threshold;
    const labels = Uint8Array.from(data, (value) => (value > middle ? 1 : 0));
    const target = spliced === 'high' ? 1 : minorityLabel({ data: labels, shape });
    const sign = target === 1 ? 1 : -1;
    const distance = split.highMean - split.lowMean;
    const unit = sign * Math.max(split.deviation, LEAST_DEVIATION * distance);
    for (let i = 0; i < data.length; i++) {
      const x = (data[i]! - middle) / unit;
      heat[i] = (1 + x / (1 + Math.abs(x))) / 2;
      mask[i] = labels[i] === target ? 255 : 0;
    }
  }
  return { heatmap: { data: heat, shape }, mask: { data: mask, shape } };
}
