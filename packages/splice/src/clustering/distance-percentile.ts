import { seededRandom } from '../numeric/seeded-random.ts';
import { squaredDistance } from '../numeric/squared-distance.ts';

/**
 * A percentile of the distances between all pairs of points, each point with itself included: of
 * the full matrix of distances with its zero diagonal, interpolated linearly between neighbours.
 * Exact; pairs that are plainly too far are given up early.
 *
 * @param points - `count × width`, row-major
 * @param percentile - 0…100
 */
export function distancePercentile(
  points: Float64Array,
  count: number,
  width: number,
  percentile: number,
): number {
  if (count < 2) return 0;
  const rank = (percentile / 100) * (count * count - 1);
  const low = Math.floor(rank);
  const high = Math.min(low + 1, count * count - 1);
  const nearest = nearestPairs(points, count, width, pairRank(high, count) + 1);
  const lowDistance = distanceAt(nearest, pairRank(low, count));
  const highDistance = distanceAt(nearest, pairRank(high, count));
  return lowDistance + (rank - low) * (highDistance - lowDistance);
}

/** The sorted matrix holds `count` zeros, then every pair twice; -1 stands for the zeros. */
function pairRank(rank: number, count: number): number {
  return rank < count ? -1 : Math.floor((rank - count) / 2);
}

function distanceAt(squares: Float64Array, rank: number): number {
  return rank < 0 ? 0 : Math.sqrt(squares[rank]!);
}

/** The sorted squared distances of at least the `wanted` nearest pairs. */
function nearestPairs(
  points: Float64Array,
  count: number,
  width: number,
  wanted: number,
): Float64Array {
  const pairs = (count * (count - 1)) / 2;
  let share = wanted / pairs + 0.03;
  for (;;) {
    const limit = sampledQuantile(points, count, width, share);
    const found = new Float64Array(limit === Infinity ? pairs : Math.ceil(pairs * (share + 0.05)));
    let size = 0;
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const square = squaredDistance(points, i, points, j, width, limit);
        if (square <= limit) found[size++] = square;
      }
    }
    // Fewer than wanted, or more than there was room for: the sample misled, look at more.
    if (size >= wanted && size <= found.length) return found.subarray(0, size).sort();
    share += 0.2;
  }
}

/** An estimate of a quantile of the squared distances from a seeded sample; infinite from 1 up. */
function sampledQuantile(
  points: Float64Array,
  count: number,
  width: number,
  share: number,
): number {
  if (share >= 1 || count < 100) return Infinity;
  const random = seededRandom(count);
  const sample = Float64Array.from({ length: 4000 }, () => {
    const i = Math.floor(random() * count);
    const j = (i + 1 + Math.floor(random() * (count - 1))) % count;
    return squaredDistance(points, i, points, j, width, Infinity);
  }).sort();
  return sample[Math.min(sample.length - 1, Math.floor(share * sample.length))]!;
}
