import { dotProducts } from '../numeric/dot-products.ts';
import type { AffinityFactors } from './factor-affinity.ts';

/** What is added to the landmarks' own affinities, so that near-equal landmarks do no harm. */
const RIDGE = 1e-3;

/** Cells that are taken through at a time. */
const BATCH = 1024;

/**
 * The Nyström approximation of an affinity: with `K` the affinities of cells to landmarks and `W`
 * those among landmarks, `K W⁻¹ Kᵀ = F Fᵀ` with `F = K L⁻ᵀ` and `W = L Lᵀ`.
 *
 * @param vectors - cells, `count × dim`, row-major
 * @param landmarks - some of them, `m × dim`
 * @param affinity - from a dot product to an affinity; positive semi-definite as a kernel
 * @returns `F`, `count × m`, in float32
 * @see Williams and Seeger, Using the Nyström method to speed up kernel machines, 2001
 */
export function nystromFactors(
  vectors: Float64Array,
  landmarks: Float64Array,
  dim: number,
  affinity: (product: number) => number,
): AffinityFactors {
  const [count, width] = [vectors.length / dim, landmarks.length / dim];
  const own = new Float32Array(width * width);
  dotProducts(landmarks, landmarks, dim, own);
  const inverse = inverseRoot(own.map(affinity), width);
  const factors = new Float32Array(count * width);
  const products = new Float32Array(BATCH * width);
  const kernel = new Float64Array(BATCH * width);
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(count, from + BATCH);
    const size = (to - from) * width;
    dotProducts(vectors.subarray(from * dim, to * dim), landmarks, dim, products);
    for (let i = 0; i < size; i++) kernel[i] = affinity(products[i]!);
    dotProducts(
      kernel.subarray(0, size),
      inverse,
      width,
      factors.subarray(from * width, to * width),
    );
  }
  return { vectors: factors, signs: new Float64Array(width).fill(1), count, width };
}

/** `L⁻¹` of `W + ridge = L Lᵀ`, row-major. */
function inverseRoot(matrix: Float32Array, size: number): Float64Array {
  const root = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * size + j]! + (i === j ? RIDGE : 0);
      for (let k = 0; k < j; k++) value -= root[i * size + k]! * root[j * size + k]!;
      root[i * size + j] = i === j ? Math.sqrt(value) : value / root[j * size + j]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let col = 0; col < size; col++) {
    for (let i = col; i < size; i++) {
      let value = i === col ? 1 : 0;
      for (let k = col; k < i; k++) value -= root[i * size + k]! * inverse[k * size + col]!;
      inverse[i * size + col] = value / root[i * size + i]!;
    }
  }
  return inverse;
}
