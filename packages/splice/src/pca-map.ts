import type { DenseArray } from '@exifclip/image';
import { cellMeans } from './cell-means.ts';
import { finiteEmbeddings } from './finite-embeddings.ts';
import { largestEigenpair } from './largest-eigenpair.ts';
import type { Spread } from './spread.ts';

/** Options of {@link pcaMap}. */
export interface PcaMapOptions {
  /** Cells that a patch covers along each axis. */
  spread: Spread;
}

const COMPONENTS = 3;

/**
 * Three principal components of the embeddings of one image, whitened (unit variance over the
 * patches) and averaged over the patches that cover each cell: a picture of what the encoder sees,
 * before any clustering. `stretchToBytes` makes it visible.
 *
 * @param embeddings - `[rows, cols, dim]`
 * @returns `[cellRows, cellCols, 3]`; a component without variance is 0; the sign of a component
 *   is fixed by making the largest entry of its direction positive
 * @throws RangeError for a wrong shape or a value that is not finite
 */
export function pcaMap(embeddings: DenseArray, options: PcaMapOptions): DenseArray {
  const { data, shape } = finiteEmbeddings(embeddings, 'embeddings');
  const [rows, cols, dim] = shape as [number, number, number];
  const count = rows * cols;
  const centred = centre(data, count, dim);
  const operator = {
    size: dim,
    apply: (input: Float64Array, output: Float64Array) => scatter(centred, input, output),
  };
  let energy = 0;
  for (let i = 0; i < data.length; i++) energy += data[i]! ** 2;
  const found: Float64Array[] = [];
  const projected = new Float32Array(count * COMPONENTS);
  for (let component = 0; component < COMPONENTS; component++) {
    const pair = largestEigenpair(operator, { deflate: found });
    // What float32 rounding leaves of equal embeddings must not be blown up to unit variance.
    if (pair === undefined || !(pair.value > 1e-12 * energy)) break;
    const direction = withFixedSign(pair.vector);
    const scale = Math.sqrt(Math.max(1, count - 1) / pair.value);
    for (let i = 0; i < count; i++) {
      let value = 0;
      for (let k = 0; k < dim; k++) value += centred[i * dim + k]! * direction[k]!;
      projected[i * COMPONENTS + component] = value * scale;
    }
    found.push(pair.vector);
  }
  return cellMeans({ data: projected, shape: [rows, cols, COMPONENTS] }, options);
}

function centre(data: Float32Array, count: number, dim: number): Float64Array {
  const mean = new Float64Array(dim);
  const centred = new Float64Array(data);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dim; k++) mean[k]! += centred[i * dim + k]! / count;
  }
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dim; k++) centred[i * dim + k]! -= mean[k]!;
  }
  return centred;
}

/** `XᵀX` times a vector, without making the matrix. */
function scatter(rows: Float64Array, input: Float64Array, output: Float64Array): void {
  const dim = input.length;
  output.fill(0);
  for (let start = 0; start < rows.length; start += dim) {
    let value = 0;
    for (let k = 0; k < dim; k++) value += rows[start + k]! * input[k]!;
    for (let k = 0; k < dim; k++) output[k]! += value * rows[start + k]!;
  }
}

function withFixedSign(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? vector.map((value) => -value) : vector;
}
