import { type FileSource, openFileSource } from '@exifclip/nn/node';
import { openPytorch } from '@exifclip/nn/pytorch';
import { openSafetensors, type ReadOptions } from '@exifclip/nn/safetensors';
import type { WeightSource } from './weight-source.ts';

/** A weight file without what lies around it. */
export type WeightFile = Pick<WeightSource, 'format' | 'tensors' | 'values' | 'close'>;

/**
 * Opens a weight file, whatever it is called: what it is shows in its first bytes.
 *
 * @throws PytorchError, SafetensorsError when it is damaged, or does what it may not
 */
export async function openWeightFile(path: string, options: ReadOptions = {}): Promise<WeightFile> {
  const source = await openFileSource(path);
  const close = () => source.close();
  try {
    if (await startsLikePytorch(source)) {
      const { format, tensors, values } = await openPytorch(source, options);
      return { format: `pytorch (${format})`, tensors, values, close };
    }
    const { tensors, metadata } = await openSafetensors(source, options);
    return { format: 'safetensors', tensors, values: metadata, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A zip archive or a pickle; in a safetensors file these bytes are a length, and JSON follows. */
async function startsLikePytorch(source: FileSource): Promise<boolean> {
  const start = await source.read(0, Math.min(9, source.size));
  if (start[8] === '{'.charCodeAt(0)) return false;
  return start[0] === 0x80 || (start[0] === 0x50 && start[1] === 0x4b);
}
