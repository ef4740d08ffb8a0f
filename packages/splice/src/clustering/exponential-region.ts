import type { DenseArray } from '@exifclip/image';
import { finiteEmbeddings } from '../cells/finite-embeddings.ts';
import { unitRows } from '../cells/unit-rows.ts';
import { type ExponentialAffinityOptions, exponentialAffinity } from './exponential-affinity.ts';
import { outstandingness } from './outstandingness.ts';
import { proposeRegions } from './propose-regions.ts';
import { regionStanding } from './region-standing.ts';

/** Options of {@link exponentialRegion}. */
export interface ExponentialRegionOptions extends ExponentialAffinityOptions {
  /**
   * Into how many regions the image is parted, from eight starts for each number; every region
   * is a proposal.
   * @defaultValue `[3, 4, 5, 6, 8, 10]`
   */
  clusters?: readonly number[];
}

/**
 * How much more strongly each cell is bound to the region that stands out most than to the rest.
 *
 * A cut in two often parts sky from ground, for content differs more than cameras do. So several
 * regions are proposed (k-means from several starts), the one that stands out is chosen (separated
 * from the rest, coherent, of one piece, not along a side, and found again from other starts), and the
 * exponential affinity `A` says how every cell belongs:
 * `log(mean of A to the region) − log(mean of A to the rest)`. Proposals that overlap the chosen one
 * and stand out nearly as much soften its outline.
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
  const { clusters = [3, 4, 5, 6, 8, 10] } = options;
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  const unit = { data: unitRows(data, dim), shape };
  const members = chooseMembers(unit, clusters);
  const values = new Float32Array(rows * cols);
  if (members !== undefined) bind(exponentialAffinity(unit, options), members, values);
  return { data: values, shape: [rows, cols] };
}

/**
 * How far each cell belongs to the region that stands out most, 0…1: by the share of the proposals
 * that hold it, of those that overlap this region, weighed by their overlap and by the square of how
 * much they stand out. One proposal alone hangs on where k-means started.
 */
function chooseMembers(cells: DenseArray, clusters: readonly number[]): Float64Array | undefined {
  const proposals = proposeRegions(cells, clusters).map((proposal) => ({
    ...proposal,
    likely:
      outstandingness(regionStanding(cells, proposal.inside)) * Math.sqrt(proposal.recurrence),
  }));
  const [first, ...others] = proposals;
  if (first === undefined) return undefined;
  const chosen = others.reduce((best, other) => (other.likely > best.likely ? other : best), first);
  const members = new Float64Array(chosen.inside.length);
  let total = 0;
  for (const { inside, likely } of proposals) {
    const standing = chosen.likely > 0 ? likely / chosen.likely : 1;
    const weight = overlap(inside, chosen.inside) * standing ** 2;
    total += weight;
    for (let i = 0; i < members.length; i++) members[i]! += weight * inside[i]!;
  }
  return members.map((weight) => weight / total);
}

/** Intersection over union. */
function overlap(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!;
    either += a[i]! | b[i]!;
  }
  return both / either;
}

function bind(
  { size, apply }: ReturnType<typeof exponentialAffinity>,
  members: Float64Array,
  values: Float32Array,
): void {
  const others = members.map((weight) => 1 - weight);
  const [toRegion, toRest] = [new Float64Array(size), new Float64Array(size)];
  apply(members, toRegion);
  apply(others, toRest);
  const count = members.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < size; i++) {
    // A cell has no affinity to itself, so its own side has one cell less.
    const region = toRegion[i]! / Math.max(1, count - members[i]!);
    const rest = toRest[i]! / Math.max(1, size - count - others[i]!);
    values[i] = Math.log(Math.max(region, least)) - Math.log(Math.max(rest, least));
  }
}

/** Keeps the logarithm finite: affinities are above it, approximations of them may not be. */
const least = 1e-26;
