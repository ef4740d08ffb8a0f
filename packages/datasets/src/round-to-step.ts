/** The multiple of `step` nearest to a number, in few digits: `0.83` to steps of `0.05` is `0.85`. */
export function roundToStep(value: number, step: number): string {
  return String(Number((Math.round(value / step) * step).toFixed(4)));
}
