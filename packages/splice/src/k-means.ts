import { seededRandom } from './seeded-random.ts';
import { squaredDistance } from './squared-distance.ts';

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
}

/**
 * Lloyd's k-means from k-means++ starts. Deterministic.
 *
 * @param data - rows of `dim` values
 * @returns the cluster of each row, 0…clusters−1
 * @see Arthur and Vassilvitskii, k-means++: the advantages of careful seeding, 2007
 */
export function kMeans(data: Float32Array, dim: number, options: KMeansOptions): Uint8Array {
  const { clusters, starts = 6, rounds = 30, seed = 1 } = options;
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= 255)) {
    throw new RangeError(`expected 1 to 255 clusters, got ${clusters}`);
  }
  const points = new Float64Array(data);
  const random = seededRandom(seed);
  const labels = new Uint8Array(points.length / dim);
  let best: { cost: number; labels: Uint8Array } = { cost: Number.POSITIVE_INFINITY, labels };
  for (let start = 0; start < starts && labels.length > 0; start++) {
    const centres = spreadCentres(points, dim, clusters, random);
    let cost = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round++) {
      const before = cost;
      cost = assign(points, dim, centres, labels);
      if (!(cost < before)) break;
      moveCentres(points, dim, centres, labels);
    }
    if (cost < best.cost) best = { cost, labels: labels.slice() };
  }
  return best.labels;
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

/** Gives each point to its nearest centre; returns the sum of squared distances. */
function assign(
  points: Float64Array,
  dim: number,
  centres: Float64Array,
  labels: Uint8Array,
): number {
  let cost = 0;
  for (let i = 0; i < labels.length; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centres.length / dim; c++) {
      const distance = squaredDistance(points, i, centres, c, dim, least);
      if (distance >= least) continue;
      least = distance;
      labels[i] = c;
    }
    cost += least;
  }
  return cost;
}

/** Puts each centre amid its points; one without points stays. */
function moveCentres(
  points: Float64Array,
  dim: number,
  centres: Float64Array,
  labels: Uint8Array,
): void {
  const sums = new Float64Array(centres.length);
  const counts = new Float64Array(centres.length / dim);
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i]!;
    counts[c]! += 1;
    for (let k = 0; k < dim; k++) sums[c * dim + k]! += points[i * dim + k]!;
  }
  for (let j = 0; j < centres.length; j++) {
    const count = counts[Math.floor(j / dim)]!;
    if (count > 0) centres[j] = sums[j]! / count;
  }
}
