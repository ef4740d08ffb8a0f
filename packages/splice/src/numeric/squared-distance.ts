/**
 * The squared distance of row `i` of one table to row `j` of another, given up as soon as it
 * exceeds `limit`: what is returned then is only known to lie above it.
 */
export function squaredDistance(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  width: number,
  limit: number,
): number {
  let x = i * width;
  let y = j * width;
  const end = x + width;
  let sum = 0;
  while (x + 8 <= end) {
    const d0 = a[x]! - b[y]!;
    const d1 = a[x + 1]! - b[y + 1]!;
    const d2 = a[x + 2]! - b[y + 2]!;
    const d3 = a[x + 3]! - b[y + 3]!;
    const d4 = a[x + 4]! - b[y + 4]!;
    const d5 = a[x + 5]! - b[y + 5]!;
    const d6 = a[x + 6]! - b[y + 6]!;
    const d7 = a[x + 7]! - b[y + 7]!;
    sum += d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3 + (d4 * d4 + d5 * d5 + d6 * d6 + d7 * d7);
    if (sum > limit) return sum;
    x += 8;
    y += 8;
  }
  for (; x < end; x++, y++) sum += (a[x]! - b[y]!) ** 2;
  return sum;
}
