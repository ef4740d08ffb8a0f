import type { ReadOptions } from './byte-source.ts';
import { decodeValues } from './decode-values.ts';
import type { StoredTensor } from './stored-tensor.ts';
import type { WeightArray } from './weight-array.ts';

/** The values of a stored tensor; 16-bit floats are widened to float32. */
export async function readValues(
  tensor: StoredTensor,
  options: ReadOptions = {},
): Promise<WeightArray> {
  const bytes = await tensor.bytes(options);
  return { data: decodeValues(tensor.dtype, bytes), shape: tensor.shape };
}
