/** The number of values of a shape; the product may be inexact above 2^53, but never too small to see. */
export function tensorSize(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
