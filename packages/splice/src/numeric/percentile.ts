/**
 * A percentile of numbers, interpolated linearly between neighbours in sorted order.
 *
 * @param values - any order, at least one
 * @param percent - 0…100
 */
export function percentile(values: Float32Array | Float64Array, percent: number): number {
  const sorted = values.slice().sort();
  const rank = (percent / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(rank)]!;
  const high = sorted[Math.ceil(rank)]!;
  return low + (rank - Math.floor(rank)) * (high - low);
}
