import type { RasterImage } from '@exifclip/image';
import { applyStep, type ProcessingOptions } from './apply-step.ts';
import type { ProcessingStep } from './processing-step.ts';

/**
 * An image after a processing chain. Every step rounds to whole grey levels, as files saved in
 * between would. The chain `[]` gives the image itself.
 *
 * @throws RangeError for a setting out of its range
 */
export async function applyChain(
  image: RasterImage,
  steps: readonly ProcessingStep[],
  options: ProcessingOptions = {},
): Promise<RasterImage> {
  let result = image;
  for (const step of steps) result = await applyStep(result, step, options);
  return result;
}
