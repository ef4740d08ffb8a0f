import { open, rename, rm } from 'node:fs/promises';
import type { StoredTensor } from './stored-tensor.ts';
import { type StreamSafetensorsOptions, streamSafetensors } from './stream-safetensors.ts';

/**
 * Writes a safetensors file tensor by tensor: beside its place first, then renamed into it.
 *
 * @throws RangeError as `streamSafetensors` does; nothing is left behind then
 */
export async function saveSafetensors(
  path: string,
  tensors: Iterable<StoredTensor>,
  options: StreamSafetensorsOptions = {},
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      for await (const bytes of streamSafetensors(tensors, options)) await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
