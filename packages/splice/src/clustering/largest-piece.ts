/**
 * The number of cells in the largest piece of a region; cells that share a side hang together.
 *
 * @param inside - 1 for the cells of the region, 0 for the rest, row-major
 * @param cols - cells in a row
 */
export function largestPiece(inside: Uint8Array, cols: number): number {
  const left = inside.slice();
  const queue = new Int32Array(inside.length);
  let largest = 0;
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    let size = 0;
    const take = (cell: number) => {
      if (left[cell] !== 1) return;
      left[cell] = 0;
      queue[size++] = cell;
    };
    take(start);
    for (let next = 0; next < size; next++) {
      const cell = queue[next]!;
      const col = cell % cols;
      take(cell - cols);
      take(cell + cols);
      if (col > 0) take(cell - 1);
      if (col < cols - 1) take(cell + 1);
    }
    largest = Math.max(largest, size);
  }
  return largest;
}
