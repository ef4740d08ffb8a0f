import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellMeans } from '../cells/cell-means.ts';
import { gridArray } from '../cells/grid-array.ts';
import { gridSpread } from '../cells/grid-spread.ts';
import { mapToImage } from '../cells/map-to-image.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { mapMetrics } from './map-metrics.ts';

/** Options of {@link correlatedChance}. */
export interface CorrelatedChanceOptions {
  /** Random maps to average over. @defaultValue 8 */
  draws?: number;
  /** Seed of the random maps. @defaultValue 1 */
  seed?: number;
}

/** What a random map scores against a mask. */
export interface CorrelatedChance {
  /** Mean over the draws of the better of map and inverted map. */
  averagePrecision: number;
  /** The same of the area under the receiver operating characteristic. */
  rocAuc: number;
}

/**
 * What a map that knows nothing scores for free when the better of map and inverted map counts:
 * the fair floor for every figure of one image. A smooth map gains more from that choice than
 * white noise does, so the random map is as smooth as a real one: white noise on the patches of
 * the method's own grid, averaged onto cells by the overlap votes, resized to the mask.
 *
 * @param grid - the grid of the method that is measured
 * @param mask - `[height, width]` over the whole image, at any size: a smaller mask is faster
 * @returns undefined when the mask holds one class only
 * @throws RangeError for a wrong shape or a number of draws below 1
 */
export function correlatedChance(
  grid: PatchGrid,
  mask: DenseArray<Uint8Array>,
  options: CorrelatedChanceOptions = {},
): CorrelatedChance | undefined {
  const { draws = 8, seed = 1 } = options;
  if (!Number.isInteger(draws) || draws < 1) {
    throw new RangeError(`expected a number of draws of at least 1, got ${draws}`);
  }
  const { data: labels, shape } = gridArray(mask, 'a mask', 'rows, cols');
  const [height, width] = shape as [number, number];
  const random = seededRandom(seed);
  const total = { averagePrecision: 0, rocAuc: 0 };
  for (let draw = 0; draw < draws; draw++) {
    const { data } = mapToImage(randomMap(grid, random), grid, { height, width });
    const { averagePrecision, rocAuc } = mapMetrics(data, labels).permuted;
    if (averagePrecision === undefined || rocAuc === undefined) return undefined;
    total.averagePrecision += averagePrecision / draws;
    total.rocAuc += rocAuc / draws;
  }
  return total;
}

/** Normal white noise on the patches, averaged onto cells. */
function randomMap(grid: PatchGrid, random: () => number): DenseArray {
  const shape = [grid.rowOffsets.length, grid.colOffsets.length, 1];
  const data = new Float32Array(shape[0]! * shape[1]!);
  for (let i = 0; i < data.length; i++) {
    data[i] = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  }
  const cells = cellMeans({ data, shape }, { spread: gridSpread(grid) });
  return { data: cells.data, shape: cells.shape.slice(0, 2) };
}
