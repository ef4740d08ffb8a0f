import { createHash } from 'node:crypto';
import type { WeightSource } from './weight-source.ts';

/** What `--list` says of a tensor. */
export interface TensorLine {
  name: string;
  dtype: string;
  shape: readonly number[];
  /** SHA-256 of its values row by row, little-endian, of its own type. */
  sha256: string;
}

/** Describes every tensor of a source, one after the other. */
export async function* listTensors(
  { tensors }: WeightSource,
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<TensorLine> {
  for (const [name, tensor] of tensors) {
    const bytes = await tensor.bytes(signal === undefined ? {} : { signal });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    yield { name, dtype: tensor.dtype, shape: tensor.shape, sha256 };
  }
}
