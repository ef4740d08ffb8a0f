import { readSafetensors } from '@exifclip/nn/safetensors';
import { ModelFolderError } from './model-folder-error.ts';

/** Float32 arrays by name. */
export type FloatTensors = Readonly<
  Record<string, { data: Float32Array; shape: readonly number[] }>
>;

/**
 * Reads a safetensors file of float32 arrays.
 *
 * @throws ModelFolderError when an array is of another type
 * @throws SafetensorsError when the bytes are no such file
 */
export function floatTensors(bytes: Uint8Array, name: string): FloatTensors {
  const arrays = Object.entries(readSafetensors(bytes, { name }).tensors);
  return Object.fromEntries(
    arrays.map(([key, { data, shape }]) => {
      if (data instanceof Float32Array) return [key, { data, shape }];
      throw new ModelFolderError(name, `expected float32 in ${key}, got another type`);
    }),
  );
}
