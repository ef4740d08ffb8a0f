import { type ForgeryEntry, readMask } from '@exifclip/datasets';
import { decodeImage } from '@exifclip/image';
import { readInput } from '../read-input.ts';
import type { EvaluationCase, LoadedCase } from './evaluation-case.ts';

/** An image of a forgery set as a case to evaluate. */
export function forgeryCase(entry: ForgeryEntry): EvaluationCase {
  const { dataset, id, label, mask } = entry;
  // Without a mask nothing can be said of where; of authentic images a mask is not expected.
  const unusable = label === 'spliced' && mask === null ? 'spliced, but has no mask' : undefined;
  return {
    dataset,
    id,
    label,
    ...(unusable === undefined ? {} : { unusable }),
    load: () => loadEntry(entry),
  };
}

async function loadEntry({ image: path, mask, maskReading }: ForgeryEntry): Promise<LoadedCase> {
  const image = await decodeImage(await readInput(path), { name: path });
  if (mask === null) return { image };
  const pixels = await decodeImage(await readInput(mask), { name: mask });
  try {
    return { image, mask: readMask(pixels, image, maskReading) };
  } catch (cause) {
    throw new Error(`${mask}: ${(cause as Error).message}`, { cause });
  }
}
