import type { DenseArray } from '@exifclip/image';
import { outstandingness } from './outstandingness.ts';
import { regionStanding } from './region-standing.ts';
import { unitRows } from './unit-rows.ts';

/** Options of {@link regionScore}. */
export interface RegionScoreOptions {
  /** The published score of the image (`detectionScore`), 0…2. */
  meanResponse: number;
}

/**
 * A detection score from the clustering and the published one together: how much the marked region
 * stands out, times the square of twice the published score, `outstandingness · (2 meanResponse)²`.
 * The default method chooses its region by the first; the second, 1 for two halves that have nothing
 * in common, lets an image that agrees with itself as a whole count for less (its power was chosen
 * on the validation sets, docs/model/detection.md).
 *
 * @param cells - `[cellRows, cellCols, dim]`, those that were clustered
 * @param mask - `[cellRows, cellCols]`, above 0 = in the region
 * @returns at least 0, higher = more likely spliced; 0 when the mask holds no cell or every cell
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
  if (size === 0 || size === inside.length) return 0;
  const unit = { data: unitRows(cells.data, dim), shape: cells.shape };
  return outstandingness(regionStanding(unit, inside)) * (2 * Math.max(0, meanResponse)) ** 2;
}
