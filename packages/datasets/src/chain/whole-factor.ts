/**
 * A resize factor as a fraction of whole numbers: `from` pixels become `to`. 0.7 is 10 to 7.
 *
 * @throws RangeError unless the factor is a multiple of 0.01 above 0
 */
export function wholeFactor(factor: number): { from: number; to: number } {
  const percent = Math.round(factor * 100);
  if (!(percent > 0 && Math.abs(factor * 100 - percent) < 1e-9)) {
    throw new RangeError(`expected a resize factor in steps of 0.01 for a library, got ${factor}`);
  }
  const common = divisor(100, percent);
  return { from: 100 / common, to: percent / common };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
