import { PackageMissingError } from '@exifclip/exif-text/frozen';

/**
 * Imports transformers.js, which users install when they want it: it is large.
 *
 * @throws PackageMissingError when it is not installed
 */
export async function loadTransformers(): Promise<typeof import('@huggingface/transformers')> {
  try {
    return await import('@huggingface/transformers');
  } catch (cause) {
    throw new PackageMissingError('@huggingface/transformers', { cause });
  }
}
