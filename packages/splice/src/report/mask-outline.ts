import type { CellBlock } from './cell-block.ts';
import type { PageAxis } from './page-data.ts';

/**
 * The border between marked cells and others as the path of an SVG: straight lines half-way between
 * the middles of neighbouring cells, near where the mask drawn smoothly is half. Beyond the
 * outermost middles it runs straight to the edge of the image, and not along it.
 *
 * @param mask - one value a cell, at least 128 = marked
 * @param size - of the image, in the pixels that the cells are measured in
 * @returns lines parted by nothing, in whole pixels; empty when all cells are alike
 */
export function maskOutline(
  { data, cells }: CellBlock,
  size: { width: number; height: number },
): string {
  const ys = withEdges(cells.rows, size.height);
  const xs = withEdges(cells.cols, size.width);
  const cols = cells.cols.centres.length;
  const marked = (row: number, col: number): boolean => {
    const inRows = Math.min(Math.max(row - 1, 0), cells.rows.centres.length - 1);
    const inCols = Math.min(Math.max(col - 1, 0), cols - 1);
    return data[inRows * cols + inCols]! >= 127.5;
  };
  let path = '';
  for (let row = 0; row + 1 < ys.length; row++) {
    for (let col = 0; col + 1 < xs.length; col++) {
      const corners =
        (marked(row, col) ? 8 : 0) +
        (marked(row, col + 1) ? 4 : 0) +
        (marked(row + 1, col + 1) ? 2 : 0) +
        (marked(row + 1, col) ? 1 : 0);
      const [top, bottom] = [ys[row]!, ys[row + 1]!];
      const [left, right] = [xs[col]!, xs[col + 1]!];
      const sides = {
        T: [(left + right) / 2, top],
        R: [right, (top + bottom) / 2],
        B: [(left + right) / 2, bottom],
        L: [left, (top + bottom) / 2],
      };
      for (const [from, to] of LINES[corners]!) {
        path += `M${at(sides[from])}L${at(sides[to])}`;
      }
    }
  }
  return path;
}

type Side = 'T' | 'R' | 'B' | 'L';

/** Which sides of a square are joined, by which of its corners are marked: marching squares. */
const LINES: ReadonlyArray<ReadonlyArray<readonly [Side, Side]>> = [
  [],
  [['L', 'B']],
  [['B', 'R']],
  [['L', 'R']],
  [['T', 'R']],
  [
    ['T', 'R'],
    ['L', 'B'],
  ],
  [['T', 'B']],
  [['T', 'L']],
  [['T', 'L']],
  [['T', 'B']],
  [
    ['T', 'L'],
    ['B', 'R'],
  ],
  [['T', 'R']],
  [['L', 'R']],
  [['B', 'R']],
  [['L', 'B']],
  [],
];

/** The middles of the cells between both edges of the image. */
function withEdges({ centres }: PageAxis, extent: number): number[] {
  return [0, ...centres, extent];
}

function at([x, y]: number[]): string {
  return `${Math.round(x!)} ${Math.round(y!)}`;
}
