import type { DenseArray } from '@exifclip/image';
import { type ExponentialAffinityOptions, exponentialAffinity } from './exponential-affinity.ts';
import { finiteEmbeddings } from './finite-embeddings.ts';
import { kMeans } from './k-means.ts';
import { outstandingness } from './outstandingness.ts';
import { regionStanding } from './region-standing.ts';
import { unitRows } from './unit-rows.ts';

/** Options of {@link exponentialRegion}. */
export interface ExponentialRegionOptions extends ExponentialAffinityOptions {
  /**
   * Into how many regions the image is parted, once for each number; every region is a proposal.
   * @defaultValue `[3, 4, 5, 6, 8]`
   */
  clusters?: readonly number[];
}

/**
 * How much more strongly each cell is bound to the region that stands out most than to the rest.
 *
 * A cut in two often parts sky from ground, for content differs more than cameras do. So several
 * regions are proposed (k-means), the one that stands out is chosen (separated from the rest,
 * coherent, of one piece, away from the border), and the exponential affinity `A` says how every
 * cell belongs: `log(mean of A to the region) − log(mean of A to the rest)`.
 *
 * Exact up to `mostCells`; of more cells, k-means sees a sample and the affinity is approximated
 * (`exponentialAffinity` says how well), so that time and memory are linear.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`
 * @returns `[cellRows, cellCols]`, above 0 = bound to the region; zeros where no region stands out
 * @throws RangeError for a wrong shape, a value that is not finite, or a number of clusters that is
 *   not 1 to 255
 */
export function exponentialRegion(
  cells: DenseArray,
  options: ExponentialRegionOptions = {},
): DenseArray {
  const { clusters = [3, 4, 5, 6, 8] } = options;
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  const unit = { data: unitRows(data, dim), shape };
  const region = chooseRegion(unit, clusters);
  const values = new Float32Array(rows * cols);
  if (region !== undefined) bind(exponentialAffinity(unit, options), region, values);
  return { data: values, shape: [rows, cols] };
}

/** Fewer cells are found by chance in any image. */
const fewestCells = 4;

function chooseRegion(cells: DenseArray, clusters: readonly number[]): Uint8Array | undefined {
  let chosen: { inside: Uint8Array; outstanding: number } | undefined;
  for (const number of clusters) {
    const labels = kMeans(cells.data, cells.shape[2]!, { clusters: number });
    for (const label of new Set(labels)) {
      const inside = labels.map((other) => (other === label ? 1 : 0));
      const size = inside.reduce((sum, one) => sum + one, 0);
      if (size < fewestCells || size > labels.length / 2) continue;
      const outstanding = outstandingness(regionStanding(cells, inside));
      if (chosen === undefined || outstanding > chosen.outstanding) {
        chosen = { inside, outstanding };
      }
    }
  }
  return chosen?.inside;
}

function bind(
  { size, apply }: ReturnType<typeof exponentialAffinity>,
  region: Uint8Array,
  values: Float32Array,
): void {
  const inside = Float64Array.from(region);
  const outside = inside.map((one) => 1 - one);
  const [toRegion, toRest] = [new Float64Array(size), new Float64Array(size)];
  apply(inside, toRegion);
  apply(outside, toRest);
  const count = inside.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < size; i++) {
    // A cell has no affinity to itself, so its own side has one cell less.
    const region = toRegion[i]! / Math.max(1, count - inside[i]!);
    const rest = toRest[i]! / Math.max(1, size - count - outside[i]!);
    values[i] = Math.log(Math.max(region, least)) - Math.log(Math.max(rest, least));
  }
}

/** Keeps the logarithm finite: affinities are above it, approximations of them may not be. */
const least = 1e-26;
