import type { DenseArray } from '@exifclip/image';

/**
 * Goes on with the outermost cells of a map beyond its borders.
 *
 * @param map - `[rows, cols]`
 * @param margin - cells to add at each end, `[down, across]`
 * @returns `[rows + 2 · down, cols + 2 · across]`; the map itself when there is nothing to add, or
 *   when it has no cells
 */
export function padEdges<Data extends Float32Array | Uint8Array>(
  map: DenseArray<Data>,
  [down, across]: readonly [number, number],
): DenseArray<Data> {
  const [rows, cols] = map.shape as [number, number];
  if (rows * cols === 0 || down + across === 0) return map;
  const shape = [rows + 2 * down, cols + 2 * across] as const;
  const data = new (map.data.constructor as new (length: number) => Data)(shape[0] * shape[1]);
  for (let row = 0; row < shape[0]; row++) {
    const from = clamp(row - down, rows) * cols;
    for (let col = 0; col < shape[1]; col++) {
      data[row * shape[1] + col] = map.data[from + clamp(col - across, cols)]!;
    }
  }
  return { data, shape: [...shape] };
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}
