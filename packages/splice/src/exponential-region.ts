import type { DenseArray } from '@exifclip/image';
import { type ExponentialAffinityOptions, exponentialAffinity } from './exponential-affinity.ts';
import { finiteEmbeddings } from './finite-embeddings.ts';
import { kMeans } from './k-means.ts';
import { type RegionStanding, regionStanding } from './region-standing.ts';
import { unitRows } from './unit-rows.ts';

/** Options of {@link exponentialRegion}. */
export interface ExponentialRegionOptions extends ExponentialAffinityOptions {
  /** Regions that are proposed. @defaultValue 5 */
  clusters?: number;
}

/**
 * How much more strongly each cell is bound to the region that stands out most than to the rest.
 *
 * A cut in two often parts sky from ground, for content differs more than cameras do. So several
 * regions are proposed (k-means), the one that stands out is chosen (separated from the rest,
 * coherent, away from the border), and the exponential affinity `A` says how every cell belongs:
 * `log(mean of A to the region) − log(mean of A to the rest)`.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`, 4,096 cells at most
 * @returns `[cellRows, cellCols]`, above 0 = bound to the region
 * @throws RangeError for a wrong shape, a value that is not finite, or too many cells
 */
export function exponentialRegion(
  cells: DenseArray,
  options: ExponentialRegionOptions = {},
): DenseArray {
  const { clusters = 5 } = options;
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  const unit = { data: unitRows(data, dim), shape };
  const labels = kMeans(unit.data, dim, { clusters });
  const region = chooseRegion(unit, labels);
  const values = new Float32Array(rows * cols);
  if (region !== undefined) bind(exponentialAffinity(unit, options), region, values);
  return { data: values, shape: [rows, cols] };
}

/** Fewer cells are found by chance in any image. */
const fewestCells = 4;

function chooseRegion(cells: DenseArray, labels: Uint8Array): Uint8Array | undefined {
  let chosen: { inside: Uint8Array; outstanding: number } | undefined;
  for (const label of new Set(labels)) {
    const inside = labels.map((other) => (other === label ? 1 : 0));
    const size = inside.reduce((sum, one) => sum + one, 0);
    if (size < fewestCells || size > labels.length / 2) continue;
    const outstanding = outstandingness(regionStanding(cells, inside));
    if (chosen === undefined || outstanding > chosen.outstanding) chosen = { inside, outstanding };
  }
  return chosen?.inside;
}

function outstandingness({ separation, coherence, borderShare }: RegionStanding): number {
  return separation * coherence * (1 - borderShare) ** 2;
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
    values[i] = Math.log(region + least) - Math.log(rest + least);
  }
}

/** Keeps the logarithm finite; affinities are above it. */
const least = 1e-30;
