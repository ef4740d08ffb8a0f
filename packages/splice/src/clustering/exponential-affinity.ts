import type { DenseArray } from '@exifclip/image';
import { finiteEmbeddings } from '../cells/finite-embeddings.ts';
import { sampledCells } from '../cells/sampled-cells.ts';
import { takeRows } from '../cells/take-rows.ts';
import { unitRows } from '../cells/unit-rows.ts';
import { dotProducts } from '../numeric/dot-products.ts';
import { gramMatrix } from '../numeric/gram-matrix.ts';
import type { SymmetricOperator } from '../numeric/symmetric-operator.ts';
import { factorAffinity } from './factor-affinity.ts';
import { nystromFactors } from './nystrom-factors.ts';

/** Options of `exponentialAffinity`. */
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
  /**
   * Cells whose affinities are all computed, at most; of more, landmarks stand for them.
   * @defaultValue 4096
   */
  mostCells?: number;
}

/** Below this exponent affinities stay equal, so that float32 keeps every degree above zero. */
const LEAST_EXPONENT = -60;

/** Cells that stand for all where there are too many. */
const LANDMARKS = 256;

/**
 * The affinity `exp((cos - max) / (scale · std))` with a zero diagonal, over the cosines of all
 * pairs of cells. It weighs the strongest agreements most, which separates cameras better than the
 * plain cosine.
 *
 * Up to `mostCells` its matrix is made: time and memory grow with the square of the number of
 * cells. Of more cells the Nyström approximation from 256 of them, spread over the image, stands
 * for it, linear in the cells. At 2,300 to 4,096 cells, on five photos and made embeddings, what
 * follows from it has a correlation of 0.998 or more (`exponentialRegion`; 0.8 % of the cells at
 * most change sides) and 0.992 or more (`normalizedCut`) with the exact result.
 *
 * @param cells - `[cellRows, cellCols, dim]`
 * @throws RangeError for a scale that is not positive, a wrong shape, or a value that is not finite
 */
export function exponentialAffinity(
  cells: DenseArray,
  options: ExponentialAffinityOptions = {},
): SymmetricOperator {
  const { scale = 0.4, unitLength = true, mostCells = 4096 } = options;
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  const count = rows * cols;
  if (!(scale > 0)) throw new RangeError(`expected a scale above 0, got ${scale}`);

  const vectors = new Float64Array(unitLength ? unitRows(data, dim) : data);
  const exponential = exponentialOf(vectors, dim, scale);
  if (count > mostCells) {
    const landmarks = takeRows(vectors, dim, sampledCells(count, LANDMARKS));
    return factorAffinity(nystromFactors(vectors, landmarks, dim, exponential));
  }
  const matrix = affinityMatrix(vectors, dim, exponential);
  return {
    size: count,
    apply: (input, output) => multiply(matrix, input, output),
  };
}

/** Rows that are computed at a time. */
const BATCH = 64;

/** All affinities, with a zero diagonal. */
function affinityMatrix(
  vectors: Float64Array,
  dim: number,
  exponential: (cosine: number) => number,
): Float32Array {
  const count = vectors.length / dim;
  const matrix = new Float32Array(count * count);
  const products = new Float32Array(Math.min(BATCH, count) * count);
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(count, from + BATCH);
    const rest = count - from;
    dotProducts(
      vectors.subarray(from * dim, to * dim),
      vectors.subarray(from * dim),
      dim,
      products,
    );
    for (let a = from; a < to; a++) {
      for (let b = a + 1; b < count; b++) {
        const affinity = exponential(products[(a - from) * rest + b - from]!);
        matrix[a * count + b] = matrix[b * count + a] = affinity;
      }
    }
  }
  return matrix;
}

/**
 * From a cosine to an affinity. The largest cosine is that of a cell with itself; sum and squares
 * of all cosines follow from the sum and the scatter of the cells.
 */
function exponentialOf(
  vectors: Float64Array,
  dim: number,
  scale: number,
): (cosine: number) => number {
  const pairs = (vectors.length / dim) ** 2;
  const sums = new Float64Array(dim);
  let largest = 0;
  for (let start = 0; start < vectors.length; start += dim) {
    let own = 0;
    for (let k = 0; k < dim; k++) {
      own += vectors[start + k]! ** 2;
      sums[k]! += vectors[start + k]!;
    }
    largest = Math.max(largest, own);
  }
  const mean = squareSum(sums) / pairs;
  const variance = squareSum(gramMatrix(vectors, dim)) / pairs - mean * mean;
  // What rounding leaves of cells that are all alike is no spread.
  const slope = variance > 1e-14 * largest ** 2 ? 1 / (scale * Math.sqrt(variance)) : 0;
  return (cosine) => Math.exp(Math.max(LEAST_EXPONENT, Math.min(0, (cosine - largest) * slope)));
}

function squareSum(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
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
