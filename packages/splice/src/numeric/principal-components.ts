import { gramMatrix } from './gram-matrix.ts';
import { largestEigenpair } from './largest-eigenpair.ts';

/**
 * The leading principal components of rows, whitened (mean 0, unit variance over the rows). Linear
 * in the rows.
 *
 * @param data - rows of `dim` values
 * @param wanted - number of components
 * @returns rows of `wanted` values; a component without variance is 0; the sign of a component is
 *   fixed by making the largest entry of its direction positive
 */
export function principalComponents(data: Float32Array, dim: number, wanted: number): Float32Array {
  const count = data.length / dim;
  const centred = centre(data, dim);
  const scatter = gramMatrix(centred, dim);
  const operator = {
    size: dim,
    apply: (input: Float64Array, output: Float64Array) => multiply(scatter, input, output),
  };
  let energy = 0;
  for (let i = 0; i < data.length; i++) energy += data[i]! ** 2;
  const found: Float64Array[] = [];
  const projected = new Float32Array(count * wanted);
  // Centred, n rows span n - 1 directions; a search for more would look through rounding.
  const spanned = Math.min(wanted, count - 1);
  for (let component = 0; component < spanned; component++) {
    const pair = largestEigenpair(operator, { deflate: found });
    // What float32 rounding leaves of equal embeddings must not be blown up to unit variance.
    if (pair === undefined || !(pair.value > 1e-12 * energy)) break;
    const direction = withFixedSign(pair.vector);
    const scale = Math.sqrt(Math.max(1, count - 1) / pair.value);
    for (let i = 0; i < count; i++) {
      let value = 0;
      for (let k = 0; k < dim; k++) value += centred[i * dim + k]! * direction[k]!;
      projected[i * wanted + component] = value * scale;
    }
    found.push(pair.vector);
  }
  return projected;
}

function centre(data: Float32Array, dim: number): Float64Array {
  const count = data.length / dim;
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

function multiply(matrix: Float64Array, input: Float64Array, output: Float64Array): void {
  const size = input.length;
  for (let row = 0; row < size; row++) {
    let value = 0;
    for (let k = 0; k < size; k++) value += matrix[row * size + k]! * input[k]!;
    output[row] = value;
  }
}

function withFixedSign(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? vector.map((value) => -value) : vector;
}
