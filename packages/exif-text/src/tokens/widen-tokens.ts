import type { TokenBatch } from './token-batch.ts';

/** The same tokens as 64-bit integers, which most ONNX graphs of text models take. */
export function widenTokens({ inputIds, attentionMask }: TokenBatch): TokenBatch<BigInt64Array> {
  return {
    inputIds: { data: widened(inputIds.data), shape: inputIds.shape },
    attentionMask: { data: widened(attentionMask.data), shape: attentionMask.shape },
  };
}

function widened(values: Int32Array): BigInt64Array {
  return BigInt64Array.from(values, BigInt);
}
