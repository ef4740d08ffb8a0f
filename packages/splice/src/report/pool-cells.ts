import type { CellBlock } from './cell-block.ts';
import type { PageAxis } from './page-data.ts';

/**
 * Averages square blocks of cells, so that no more than `most` of them are left; the last block of
 * a row or column may be smaller.
 *
 * @returns the block itself when it is small enough
 */
export function poolCells(block: CellBlock, most: number): CellBlock {
  const { data, channels, cells } = block;
  const [rows, cols] = [cells.rows.centres.length, cells.cols.centres.length];
  let side = 1;
  while (Math.ceil(rows / side) * Math.ceil(cols / side) > Math.max(1, most)) side++;
  if (side === 1) return block;

  const pooled = { rows: pooledAxis(cells.rows, side), cols: pooledAxis(cells.cols, side) };
  const width = pooled.cols.centres.length;
  const sums = new Float32Array(pooled.rows.centres.length * width * channels);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const [top, left] = [Math.floor(row / side), Math.floor(col / side)];
      const members = Math.min(side, rows - top * side) * Math.min(side, cols - left * side);
      const from = (row * cols + col) * channels;
      const to = (top * width + left) * channels;
      for (let k = 0; k < channels; k++) sums[to + k]! += data[from + k]! / members;
    }
  }
  return { data: sums, channels, cells: pooled };
}

function pooledAxis({ centres, stride }: PageAxis, side: number): PageAxis {
  const pooled = Array.from({ length: Math.ceil(centres.length / side) }, (_, i) => {
    const members = centres.slice(i * side, (i + 1) * side);
    return (members[0]! + members.at(-1)!) / 2;
  });
  return { centres: pooled, stride: stride * side };
}
