import type { IntegralImage } from './integral-image.ts';

/** Rows and columns of a rectangle, the last ones exclusive. */
export interface Box {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/**
 * Adds the sum over a box, cut to the extent of the integral image, to `totals`: so that boxes
 * which lie over several tiles are summed up tile by tile.
 *
 * @param totals one a channel of the integral image
 */
export function addBoxSum(
  { sums, rows, columns, channels }: IntegralImage,
  box: Box,
  totals: Float64Array,
): void {
  const [top, bottom] = [Math.max(0, box.top), Math.min(rows, box.bottom)];
  const [left, right] = [Math.max(0, box.left), Math.min(columns, box.right)];
  if (top >= bottom || left >= right) return;
  const at = (row: number, column: number): number => (row * (columns + 1) + column) * channels;
  const [topLeft, topRight] = [at(top, left), at(top, right)];
  const [bottomLeft, bottomRight] = [at(bottom, left), at(bottom, right)];
  for (let channel = 0; channel < channels; channel++) {
    const below = sums[bottomRight + channel]! - sums[bottomLeft + channel]!;
    totals[channel]! += below - (sums[topRight + channel]! - sums[topLeft + channel]!);
  }
}
