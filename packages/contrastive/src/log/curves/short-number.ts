/** A number in few characters: three significant digits, thousands set apart, tiny ones as 2e-5. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    return Number(value.toPrecision(3)).toExponential().replace('e+', 'e');
  }
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return rounded.toLocaleString('en');
}
