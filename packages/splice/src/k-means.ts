import { sampledCells } from './sampled-cells.ts';
import { seededRandom } from './seeded-random.ts';
import { type SettledClusters, settleClusters } from './settle-clusters.ts';
import { squaredDistance } from './squared-distance.ts';
import { takeRows } from './take-rows.ts';

/** Options of {@link kMeans}. */
export interface KMeansOptions {
  /** Clusters to make; fewer come out where there are fewer different points. */
  clusters: number;
  /** Starts, of which the tightest result is kept. @defaultValue 6 */
  starts?: number;
  /** Rounds of moving points and centres, at most. @defaultValue 30 */
  rounds?: number;
  /** Seed of the starts. @defaultValue 1 */
  seed?: number;
  /** Rows that the centres are found from, at most; of more, a seeded sample. @defaultValue 4096 */
  mostRows?: number;
}

/**
 * Lloyd's k-means from k-means++ starts. Deterministic; linear in the rows.
 *
 * @param data - rows of `dim` values
 * @returns the cluster of each row, 0…clusters−1
 * @see Arthur and Vassilvitskii, k-means++: the advantages of careful seeding, 2007
 */
export function kMeans(data: Float32Array, dim: number, options: KMeansOptions): Uint8Array {
  const { clusters, starts = 6, rounds = 30, seed = 1, mostRows = 4096 } = options;
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= 255)) {
    throw new RangeError(`expected 1 to 255 clusters, got ${clusters}`);
  }
  const count = data.length / dim;
  const sample = sampledCells(count, mostRows);
  const points = new Float64Array(takeRows(data, dim, sample));
  const random = seededRandom(seed);
  let best: Clustering = {
    cost: Number.POSITIVE_INFINITY,
    labels: new Uint8Array(sample.length),
    centres: new Float64Array(0),
  };
  for (let start = 0; start < starts && sample.length > 0; start++) {
    const centres = spreadCentres(points, dim, clusters, random);
    const { labels, cost } = settleClusters(points, dim, centres, rounds);
    if (cost < best.cost) best = { cost, labels, centres };
  }
  if (sample.length === count) return best.labels;
  return settleClusters(new Float64Array(data), dim, best.centres, 1).labels;
}

interface Clustering extends SettledClusters {
  centres: Float64Array;
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
