import type { DenseArray } from '@exifclip/image';
import { finiteEmbeddings } from './finite-embeddings.ts';
import type { SymmetricOperator } from './symmetric-operator.ts';
import { unitRows } from './unit-rows.ts';

/** Options of {@link exponentialAffinity}. */
export interface ExponentialAffinityOptions {
  /**
   * Width of the exponential, in standard deviations of the cosines; smaller cuts more sharply.
   * @defaultValue 0.4
   */
  scale?: number;
  /**
   * Whether cells are brought back to unit length, so that true cosines are compared; without it,
   * the dot products of the cell means.
   * @defaultValue true
   */
  unitLength?: boolean;
}

const MOST_CELLS = 4096;

/** Below this exponent affinities stay equal, so that float32 keeps every degree above zero. */
const LEAST_EXPONENT = -60;

/**
 * The affinity `exp((cos - max) / (scale · std))` with a zero diagonal, over the cosines of all
 * pairs of cells. It weighs the strongest agreements most, which separates cameras better than the
 * plain cosine. Its matrix is dense: time and memory grow with the square of the number of cells.
 *
 * @param cells - `[cellRows, cellCols, dim]`, 4,096 cells at most
 * @throws RangeError for more cells, a scale that is not positive, a wrong shape, or a value that
 *   is not finite
 */
export function exponentialAffinity(
  cells: DenseArray,
  options: ExponentialAffinityOptions = {},
): SymmetricOperator {
  const { scale = 0.4, unitLength = true } = options;
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  const count = rows * cols;
  if (count > MOST_CELLS) {
    throw new RangeError(
      `expected at most ${MOST_CELLS} cells for the exponential affinity, got ${count}: use fewer patches`,
    );
  }
  if (!(scale > 0)) throw new RangeError(`expected a scale above 0, got ${scale}`);

  const matrix = new Float32Array(count * count);
  fillCosines(matrix, new Float64Array(unitLength ? unitRows(data, dim) : data), dim);
  exponentiate(matrix, count, scale);
  return {
    size: count,
    apply: (input, output) => multiply(matrix, input, output),
  };
}

/** Dot products of all pairs of rows, four by two at a time so that loads are shared. */
function fillCosines(matrix: Float32Array, vectors: Float64Array, dim: number): void {
  const count = Math.sqrt(matrix.length);
  const last = Math.max(0, count - 1);
  for (let a = 0; a < count; a += 2) {
    const a1 = Math.min(a + 1, last);
    for (let b = a; b < count; b += 4) {
      const b1 = Math.min(b + 1, last);
      const b2 = Math.min(b + 2, last);
      const b3 = Math.min(b + 3, last);
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let k = 0; k < dim; k++) {
        const x0 = vectors[a * dim + k]!;
        const x1 = vectors[a1 * dim + k]!;
        const y0 = vectors[b * dim + k]!;
        const y1 = vectors[b1 * dim + k]!;
        const y2 = vectors[b2 * dim + k]!;
        const y3 = vectors[b3 * dim + k]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      matrix[a * count + b] = matrix[b * count + a] = s00;
      matrix[a * count + b1] = matrix[b1 * count + a] = s01;
      matrix[a * count + b2] = matrix[b2 * count + a] = s02;
      matrix[a * count + b3] = matrix[b3 * count + a] = s03;
      matrix[a1 * count + b] = matrix[b * count + a1] = s10;
      matrix[a1 * count + b1] = matrix[b1 * count + a1] = s11;
      matrix[a1 * count + b2] = matrix[b2 * count + a1] = s12;
      matrix[a1 * count + b3] = matrix[b3 * count + a1] = s13;
    }
  }
}

/** Turns cosines into affinities; the standard deviation is that of the whole matrix. */
function exponentiate(matrix: Float32Array, count: number, scale: number): void {
  let sum = 0;
  let squares = 0;
  let largest = -Infinity;
  for (let i = 0; i < matrix.length; i++) {
    const cosine = matrix[i]!;
    sum += cosine;
    squares += cosine * cosine;
    if (cosine > largest) largest = cosine;
  }
  const mean = sum / matrix.length;
  const deviation = Math.sqrt(Math.max(0, squares / matrix.length - mean * mean));
  const slope = deviation > 0 ? 1 / (scale * deviation) : 0;
  for (let a = 0; a < count; a++) {
    matrix[a * count + a] = 0;
    for (let b = a + 1; b < count; b++) {
      const exponent = (matrix[a * count + b]! - largest) * slope;
      const affinity = Math.exp(Math.max(LEAST_EXPONENT, exponent));
      matrix[a * count + b] = matrix[b * count + a] = affinity;
    }
  }
}

function multiply(matrix: Float32Array, input: Float64Array, output: Float64Array): void {
  const count = input.length;
  for (let row = 0; row < count; row++) {
    const start = row * count;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let col = 0;
    for (; col + 3 < count; col += 4) {
      s0 += matrix[start + col]! * input[col]!;
      s1 += matrix[start + col + 1]! * input[col + 1]!;
      s2 += matrix[start + col + 2]! * input[col + 2]!;
      s3 += matrix[start + col + 3]! * input[col + 3]!;
    }
    for (; col < count; col++) s0 += matrix[start + col]! * input[col]!;
    output[row] = s0 + s1 + s2 + s3;
  }
}
