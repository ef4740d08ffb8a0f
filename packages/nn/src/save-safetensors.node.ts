import { open } from 'node:fs/promises';
import { replaceFile } from './replace-file.node.ts';
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
  await replaceFile(path, async (temporary) => {
    const file = await open(temporary, 'w');
    try {
      for await (const bytes of streamSafetensors(tensors, options)) await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  });
}
