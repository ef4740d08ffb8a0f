import type { ByteSource, ReadOptions } from './byte-source.ts';
import { SafetensorsError } from './safetensors-error.ts';
import { headerLength, lengthBytes, parseSafetensorsHeader } from './safetensors-header.ts';
import type { StoredTensor } from './stored-tensor.ts';

/** A safetensors file of which nothing but the header was read. */
export interface OpenSafetensors {
  /** By name, in the order of the data. */
  tensors: ReadonlyMap<string, StoredTensor>;
  /** Free-form strings of the writer. */
  metadata: Record<string, string>;
}

/**
 * Opens a safetensors file: the header is read and checked, values are read tensor by tensor.
 *
 * @throws SafetensorsError when the bytes are not a valid file; the types are those of
 * `readSafetensors`
 */
export async function openSafetensors(
  source: ByteSource,
  options: ReadOptions = {},
): Promise<OpenSafetensors> {
  const fail = (problem: string, cause?: unknown): never => {
    throw new SafetensorsError(source.name, problem, { cause });
  };
  const start = await source.read(0, Math.min(lengthBytes, source.size), options);
  const dataStart = lengthBytes + headerLength(start, source.size, fail);
  const json = await source.read(lengthBytes, dataStart, options);
  const { entries, metadata } = parseSafetensorsHeader(json, source.size - dataStart, fail);
  const tensors = entries.map(({ name, dtype, shape, begin, end }): [string, StoredTensor] => [
    name,
    {
      name,
      dtype,
      shape,
      bytes: (reading) => source.read(dataStart + begin, dataStart + end, reading),
    },
  ]);
  return { tensors: new Map(tensors), metadata };
}
