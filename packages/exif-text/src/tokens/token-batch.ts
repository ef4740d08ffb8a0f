import type { DenseArray } from '../dense-array.ts';

/** Sentences as rows of token numbers, in the form that text models take. */
export interface TokenBatch<T extends Int32Array | BigInt64Array = Int32Array> {
  /** [sentences, length]; padded at the end. */
  inputIds: DenseArray<T>;
  /** [sentences, length]; 1 for a token, 0 for padding. */
  attentionMask: DenseArray<T>;
}
