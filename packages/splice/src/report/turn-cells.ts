import type { CellBlock } from './cell-block.ts';
import type { PageAxis } from './page-data.ts';
import type { Turn } from './turn.ts';

/**
 * Turns cells as the photo is turned.
 *
 * @param size - of the image as stored, in pixels
 */
export function turnCells(
  { data, channels, cells }: CellBlock,
  { transpose, mirror, flip }: Turn,
  size: { width: number; height: number },
): CellBlock {
  const storedCols = cells.cols.centres.length;
  const [down, across] = transpose ? [cells.cols, cells.rows] : [cells.rows, cells.cols];
  const [rows, cols] = [down.centres.length, across.centres.length];
  const turned = data.slice();
  for (let row = 0, to = 0; row < rows; row++) {
    const fromRow = flip ? rows - 1 - row : row;
    for (let col = 0; col < cols; col++, to += channels) {
      const fromCol = mirror ? cols - 1 - col : col;
      const cell = transpose ? fromCol * storedCols + fromRow : fromRow * storedCols + fromCol;
      for (let k = 0; k < channels; k++) turned[to + k] = data[cell * channels + k]!;
    }
  }
  const [height, width] = transpose ? [size.width, size.height] : [size.height, size.width];
  return {
    data: turned,
    channels,
    cells: { rows: turnedAxis(down, height, flip), cols: turnedAxis(across, width, mirror) },
  };
}

function turnedAxis({ centres, stride }: PageAxis, extent: number, reversed: boolean): PageAxis {
  if (!reversed) return { centres, stride };
  return { centres: centres.map((centre) => extent - centre).reverse(), stride };
}
