import { squaredDistance } from '../numeric/squared-distance.ts';

/** Clusters that Lloyd's rounds have come to. */
export interface SettledClusters {
  /** The cluster of each point. */
  labels: Uint8Array;
  /** Sum of squared distances of points to their centres. */
  cost: number;
}

/** What is known of every point, and of the points of every cluster together. */
interface Bounds {
  labels: Uint8Array;
  /** At least the distance to the point's own centre. */
  own: Float64Array;
  /** At most the distance to the nearest other one. */
  other: Float64Array;
  /** Sums of the points of each cluster. */
  sums: Float64Array;
  /** Numbers of them. */
  sizes: Float64Array;
}

/**
 * Lloyd's k-means from given centres: points go to the nearest centre, centres amid their points,
 * until nothing changes. Bounds on the distances to the own and to the nearest other centre spare
 * most comparisons once centres move little, and change no result (Hamerly, "Making k-means even
 * faster", 2010).
 *
 * @param points - rows of `dim` values
 * @param centres - rows of `dim` values; moved to where they come to lie
 * @param rounds - most rounds
 */
export function settleClusters(
  points: Float64Array,
  dim: number,
  centres: Float64Array,
  rounds: number,
): SettledClusters {
  const count = points.length / dim;
  const bounds: Bounds = {
    labels: new Uint8Array(count),
    own: new Float64Array(count),
    other: new Float64Array(count),
    sums: new Float64Array(centres.length),
    sizes: new Float64Array(centres.length / dim),
  };
  const { labels, own, other } = bounds;
  for (let i = 0; i < count; i++) {
    findNearest(points, dim, centres, i, bounds);
    countPoint(points, dim, i, bounds, 1);
  }
  for (let round = 1; round < rounds; round++) {
    const { moved, farthest } = moveCentres(centres, dim, bounds);
    if (farthest === 0) break;
    const safe = halfGaps(centres, dim);
    for (let i = 0; i < count; i++) {
      const label = labels[i]!;
      own[i]! += moved[label]!;
      other[i]! -= farthest;
      const bound = Math.max(safe[label]!, other[i]!);
      if (own[i]! < bound) continue;
      own[i] = distance(points, i, centres, label, dim);
      if (own[i]! < bound) continue;
      countPoint(points, dim, i, bounds, -1);
      findNearest(points, dim, centres, i, bounds);
      countPoint(points, dim, i, bounds, 1);
    }
  }
  let cost = 0;
  for (let i = 0; i < count; i++) cost += distance(points, i, centres, labels[i]!, dim) ** 2;
  return { labels, cost };
}

function findNearest(
  points: Float64Array,
  dim: number,
  centres: Float64Array,
  i: number,
  { labels, own, other }: Bounds,
): void {
  let least = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let c = 0; c < centres.length / dim; c++) {
    const squared = squaredDistance(points, i, centres, c, dim, second);
    if (squared < least) {
      second = least;
      least = squared;
      labels[i] = c;
    } else if (squared < second) {
      second = squared;
    }
  }
  own[i] = Math.sqrt(least);
  other[i] = Math.sqrt(second);
}

/** Counts a point into (or out of) the sums of its cluster. */
function countPoint(
  points: Float64Array,
  dim: number,
  i: number,
  { labels, sums, sizes }: Bounds,
  sign: 1 | -1,
): void {
  const label = labels[i]!;
  sizes[label]! += sign;
  for (let k = 0, to = label * dim, from = i * dim; k < dim; k++) {
    sums[to + k]! += sign * points[from + k]!;
  }
}

/** Puts each centre amid its points, one without points stays; how far each of them moved. */
function moveCentres(
  centres: Float64Array,
  dim: number,
  { sums, sizes }: Bounds,
): { moved: Float64Array; farthest: number } {
  const moved = new Float64Array(sizes.length);
  let farthest = 0;
  for (let c = 0; c < sizes.length; c++) {
    const size = sizes[c]!;
    if (size === 0) continue;
    let squared = 0;
    for (let j = c * dim; j < (c + 1) * dim; j++) {
      const mean = sums[j]! / size;
      squared += (mean - centres[j]!) ** 2;
      centres[j] = mean;
    }
    moved[c] = squared > negligible ? Math.sqrt(squared) : 0;
    farthest = Math.max(farthest, moved[c]!);
  }
  return { moved, farthest };
}

/** Moves as small as this, squared, are rounding of the sums. */
const negligible = 1e-24;

/** Half of each centre's distance to the nearest other: nearer points cannot belong elsewhere. */
function halfGaps(centres: Float64Array, dim: number): Float64Array {
  const clusters = centres.length / dim;
  const halves = new Float64Array(clusters).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < clusters; a++) {
    for (let b = a + 1; b < clusters; b++) {
      const half = distance(centres, a, centres, b, dim) / 2;
      halves[a] = Math.min(halves[a]!, half);
      halves[b] = Math.min(halves[b]!, half);
    }
  }
  return halves;
}

function distance(a: Float64Array, i: number, b: Float64Array, j: number, dim: number): number {
  return Math.sqrt(squaredDistance(a, i, b, j, dim, Number.POSITIVE_INFINITY));
}
