import type { DenseArray } from '@exifclip/image';
import { consistencyFactors, type ResponseOptions } from './consistency-factors.ts';

/**
 * The response of every cell to every other, `1 - c_a · c_b`: 0 where two cells agree about their
 * camera, 1 where they have nothing in common, at most 2.
 *
 * For tests, plots and small images: `n` cells make `n²` values. Everything else in this package
 * gets by without the matrix.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`
 * @returns `[n, n]`, cells in row-major order
 * @throws RangeError for a wrong shape or a value that is not finite
 */
export function cellResponse(cells: DenseArray, options: ResponseOptions = {}): DenseArray {
  const { vectors, signs, count, width } = consistencyFactors(cells, options);
  const data = new Float32Array(count * count);
  const signed = new Float64Array(width);
  for (let a = 0; a < count; a++) {
    for (let k = 0; k < width; k++) signed[k] = vectors[a * width + k]! * signs[k]!;
    for (let b = a; b < count; b++) {
      let consistency = 0;
      const start = b * width;
      for (let k = 0; k < width; k++) consistency += signed[k]! * vectors[start + k]!;
      data[a * count + b] = data[b * count + a] = 1 - consistency;
    }
  }
  return { data, shape: [count, count] };
}
