/**
 * Round numbers between two, at steps of 1, 2 or 5 times a power of ten.
 *
 * @param low - below `high`
 * @param most ticks at most, from 2
 */
export function niceTicks(low: number, high: number, most: number): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10, 20].map((factor) => factor * power).find((size) => size >= rough)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // a product, and not a sum, so that rounding does not add up
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}
