import type { SafetensorsArray } from './safetensors-array.ts';
import { decodeValues } from './safetensors-dtypes.ts';
import { SafetensorsError } from './safetensors-error.ts';
import { parseSafetensorsHeader } from './safetensors-header.ts';

export interface ReadSafetensorsOptions {
  /** What the bytes are called in error messages. @defaultValue 'safetensors input' */
  name?: string;
}

export interface SafetensorsFile {
  /** By name, in the order of the data. */
  tensors: Record<string, SafetensorsArray>;
  /** Free-form strings of the writer. */
  metadata: Record<string, string>;
}

/**
 * Reads a safetensors file whole: F32, F64, I32, I64 and U8 as they are, F16 and BF16 as float32.
 *
 * Everything is checked before anything is allocated, and the arrays together take at most twice
 * the size of the input.
 *
 * @throws SafetensorsError when the bytes are not a valid file of these types
 * @see https://github.com/huggingface/safetensors
 */
export function readSafetensors(
  bytes: Uint8Array,
  options: ReadSafetensorsOptions = {},
): SafetensorsFile {
  const { name = 'safetensors input' } = options;
  const { entries, metadata, dataStart } = parseSafetensorsHeader(bytes, (problem, cause) => {
    throw new SafetensorsError(name, problem, { cause });
  });
  const tensors = entries.map(({ name, dtype, shape, begin, end }): [string, SafetensorsArray] => {
    // a copy that owns its buffer: views need aligned starts, and Buffer's own slice() would not copy
    const copy = new Uint8Array(bytes.subarray(dataStart + begin, dataStart + end));
    return [name, { data: decodeValues(dtype, copy), shape }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}
