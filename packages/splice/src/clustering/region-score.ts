import type { DenseArray } from '@exifclip/image';
import { unitRows } from '../cells/unit-rows.ts';
import { outstandingness } from './outstandingness.ts';
import { regionStanding } from './region-standing.ts';

/** Options of {@link regionScore}. */
export interface RegionScoreOptions {
  /** The published score of the image (`detectionScore`), 0…2. */
  meanResponse: number;
}

/** What a region that stands out by one deviation adds to the mean response. */
const weight = 0.07;

/**
 * A detection score from the clustering and the published one together: the mean response, and 0.07
 * times the root of how much the marked region stands out. The mean response sees that large parts of
 * an image disagree, the region a small part that does; weight and root were chosen on the validation
 * sets (docs/model/detection.md).
 *
 * @param cells - `[cellRows, cellCols, dim]`, those that were clustered
 * @param mask - `[cellRows, cellCols]`, above 0 = in the region
 * @returns at least 0, higher = more likely spliced; the mean response when the mask holds no cell or
 *   every cell
 * @throws RangeError when mask and cells do not fit
 */
export function regionScore(
  cells: DenseArray,
  mask: DenseArray<Uint8Array>,
  { meanResponse }: RegionScoreOptions,
): number {
  const [rows, cols, dim] = cells.shape as [number, number, number];
  if (mask.shape.join() !== `${rows},${cols}`) {
    throw new RangeError(
      `expected a mask of ${rows} by ${cols} cells, got [${mask.shape.join(', ')}]`,
    );
  }
  const inside = mask.data.map((value) => (value > 0 ? 1 : 0));
  const size = inside.reduce((sum, one) => sum + one, 0);
  const alone = Math.max(0, meanResponse);
  if (size === 0 || size === inside.length) return alone;
  const unit = { data: unitRows(cells.data, dim), shape: cells.shape };
  const outstanding = outstandingness(regionStanding(unit, inside));
  // Rounding may leave a separation of nothing below 0.
  return alone + weight * Math.sqrt(Math.max(0, outstanding));
}
