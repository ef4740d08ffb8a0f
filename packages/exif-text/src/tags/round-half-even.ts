/**
 * `value` with at most `decimals` decimals and no trailing zeros. Exact ties go to the even digit,
 * as C's printf (and so exiftool) rounds: 6.25 → `6.2`, where `toFixed` gives `6.3`.
 *
 * @throws RangeError from `toFixed` unless 0 ≤ decimals ≤ 100
 */
export function roundHalfEven(value: number, decimals: number): string {
  const scaled = value * 10 ** decimals;
  const isTie = Math.abs(scaled % 1) === 0.5 && Number.isInteger(value * 2 ** (decimals + 1));
  const rounded = isTie
    ? (2 * Math.round(scaled / 2)) / 10 ** decimals
    : Number(value.toFixed(decimals));
  return String(rounded === 0 ? 0 : rounded);
}
