import { decodeValues } from './decode-values.ts';
import { SafetensorsError } from './safetensors-error.ts';
import { headerLength, lengthBytes, parseSafetensorsHeader } from './safetensors-header.ts';
import type { WeightArray } from './weight-array.ts';

export interface ReadSafetensorsOptions {
  /** What the bytes are called in error messages. @defaultValue 'safetensors input' */
  name?: string;
}

export interface SafetensorsFile {
  /** By name, in the order of the data. */
  tensors: Record<string, WeightArray>;
  /** Free-form strings of the writer. */
  metadata: Record<string, string>;
}

/**
 * Reads a safetensors file whole: numbers as they are, F16 and BF16 as float32, BOOL as bytes.
 *
 * Everything is checked before anything is allocated, and the arrays together take at most twice
 * the size of the input. `openSafetensors` reads tensor by tensor.
 *
 * @throws SafetensorsError when the bytes are not a valid file of these types
 * @see https://github.com/huggingface/safetensors
 */
export function readSafetensors(
  bytes: Uint8Array,
  options: ReadSafetensorsOptions = {},
): SafetensorsFile {
  const { name = 'safetensors input' } = options;
  const fail = (problem: string, cause?: unknown): never => {
    throw new SafetensorsError(name, problem, { cause });
  };
  const dataStart = lengthBytes + headerLength(bytes, bytes.length, fail);
  const { entries, metadata } = parseSafetensorsHeader(
    bytes.subarray(lengthBytes, dataStart),
    bytes.length - dataStart,
    fail,
  );
  const tensors = entries.map(({ name, dtype, shape, begin, end }): [string, WeightArray] => {
    // a copy that owns its buffer: views need aligned starts, and Buffer's own slice() would not copy
    const copy = new Uint8Array(bytes.subarray(dataStart + begin, dataStart + end));
    return [name, { data: decodeValues(dtype, copy), shape }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}
