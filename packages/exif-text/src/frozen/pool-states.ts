/** How the states of a sentence's tokens become one vector. */
export type Pooling = 'mean' | 'cls';

/** Squared lengths below this count as this, so that a zero vector stays zero. */
const EPSILON = 1e-12;

/**
 * One vector of unit length a sentence: the mean of its tokens' states, or the first token's.
 *
 * @param states [sentences, tokens, dim], row-major
 * @param mask [sentences, tokens], 1 for a token and 0 for padding
 * @returns [sentences, dim]
 */
export function poolStates(
  states: { readonly data: Float32Array; readonly dims: readonly number[] },
  mask: ArrayLike<number | bigint>,
  pooling: Pooling,
): Float32Array {
  const [sentences = 0, tokens = 0, dim = 0] = states.dims;
  const pooled = new Float32Array(sentences * dim);
  for (let row = 0; row < sentences; row++) {
    const sum = new Float64Array(dim);
    for (let token = 0; token < (pooling === 'cls' ? 1 : tokens); token++) {
      const at = row * tokens + token;
      if (pooling === 'mean' && Number(mask[at]) === 0) continue;
      for (let i = 0; i < dim; i++) sum[i]! += states.data[at * dim + i]!;
    }
    // the number of tokens falls out at unit length
    const squares = sum.reduce((total, value) => total + value * value, 0);
    const scale = 1 / Math.sqrt(Math.max(squares, EPSILON));
    for (let i = 0; i < dim; i++) pooled[row * dim + i] = sum[i]! * scale;
  }
  return pooled;
}
