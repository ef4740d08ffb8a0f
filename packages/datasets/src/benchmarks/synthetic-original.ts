import type { RasterImage } from '@exifclip/image';
import { applyChain } from '../chain/apply-chain.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import type { Random } from '../random/random.ts';
import { trimPhoto } from './trim-photo.ts';

/**
 * The host alone, trimmed and processed as a synthetic splice is: its authentic counterpart.
 *
 * @throws RangeError for a photo of 64 pixels or less either way
 */
export async function syntheticOriginal(
  host: RasterImage,
  finish: readonly ProcessingStep[],
  random: Random,
): Promise<RasterImage> {
  return applyChain(trimPhoto(host), finish, { random });
}
