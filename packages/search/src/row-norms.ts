/**
 * The length of each embedding.
 *
 * @param embeddings `[n, dim]`
 * @returns `[n]`; 0 for those without a direction: zeros, or a number that is not finite
 */
export function rowNorms(embeddings: Float32Array, dim: number): Float64Array {
  const norms = new Float64Array(embeddings.length / dim);
  for (let row = 0; row < norms.length; row++) {
    let sum = 0;
    for (let at = row * dim; at < (row + 1) * dim; at++) sum += embeddings[at]! ** 2;
    norms[row] = Number.isFinite(sum) ? Math.sqrt(sum) : 0; // squares of float32 fit float64
  }
  return norms;
}
