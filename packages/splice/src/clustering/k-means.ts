import { sampledCells } from '../cells/sampled-cells.ts';
import { takeRows } from '../cells/take-rows.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { squaredDistance } from '../numeric/squared-distance.ts';
import { settleClusters } from './settle-clusters.ts';

/** Options of {@link kMeans}. */
export interface KMeansOptions {
  /** Clusters to make; fewer come out where there are fewer different points. */
  clusters: number;
  /** Starts, each of which comes to a partition of its own. @defaultValue 8 */
  starts?: number;
  /** Rounds of moving points and centres, at most. @defaultValue 30 */
  rounds?: number;
  /** Seed of the starts. @defaultValue 1 */
  seed?: number;
  /**
   * Rows that are parted from every start, at most; of more, a seeded sample is, and all rows go to
   * the centres of the tightest partition.
   * @defaultValue 4096
   */
  mostRows?: number;
}

/**
 * Lloyd's k-means from k-means++ starts. Deterministic; linear in the rows.
 *
 * @param data - rows of `dim` values
 * @returns partitions, the tightest first, one a start, or one in all for more than `mostRows` rows:
 *   the cluster of each row, 0…clusters−1
 * @see Arthur and Vassilvitskii, k-means++: the advantages of careful seeding, 2007
 */
export function kMeans(
  data: Float32Array,
  dim: number,
  options: KMeansOptions,
): readonly Uint8Array[] {
  const { clusters, starts = 8, rounds = 30, seed = 1, mostRows = 4096 } = options;
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= 255)) {
    throw new RangeError(`expected 1 to 255 clusters, got ${clusters}`);
  }
  const count = data.length / dim;
  const sample = sampledCells(count, mostRows);
  const points = new Float64Array(takeRows(data, dim, sample));
  const random = seededRandom(seed);
  const clusterings = Array.from({ length: starts }, () => {
    const centres = spreadCentres(points, dim, clusters, random);
    return { centres, ...settleClusters(points, dim, centres, rounds) };
  }).sort((a, b) => a.cost - b.cost);
  if (sample.length === count) return clusterings.map(({ labels }) => labels);
  const [tightest] = clusterings;
  if (tightest === undefined) return [];
  return [settleClusters(new Float64Array(data), dim, tightest.centres, 1).labels];
}

/** Centres far apart: each is drawn with the square of its distance to those before. */
function spreadCentres(
  points: Float64Array,
  dim: number,
  clusters: number,
  random: () => number,
): Float64Array {
  const count = points.length / dim;
  const centres = new Float64Array(clusters * dim);
  const nearest = new Float64Array(count).fill(1);
  for (let c = 0; c < clusters; c++) {
    const chosen = drawIndex(nearest, random);
    centres.set(points.subarray(chosen * dim, (chosen + 1) * dim), c * dim);
    for (let i = 0; i < count; i++) {
      const limit = c === 0 ? Number.POSITIVE_INFINITY : nearest[i]!;
      nearest[i] = Math.min(limit, squaredDistance(points, i, centres, c, dim, limit));
    }
  }
  return centres;
}

function drawIndex(weights: Float64Array, random: () => number): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return weights.length - 1;
}
