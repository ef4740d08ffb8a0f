import type { TokenBatch } from './token-batch.ts';

/**
 * Rows of different lengths as one array, padded at the end.
 *
 * @param length of every row of the result, no less than that of the longest
 */
export function padTokens(
  rows: ReadonlyArray<readonly number[]>,
  length: number,
  padId: number,
): TokenBatch {
  const shape = [rows.length, length];
  const ids = new Int32Array(rows.length * length).fill(padId);
  const mask = new Int32Array(rows.length * length);
  for (const [i, row] of rows.entries()) {
    ids.set(row, i * length);
    mask.fill(1, i * length, i * length + row.length);
  }
  return { inputIds: { data: ids, shape }, attentionMask: { data: mask, shape } };
}
