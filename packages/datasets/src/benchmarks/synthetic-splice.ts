import type { DenseArray, RasterImage } from '@exifclip/image';
import { applyChain } from '../chain/apply-chain.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import type { Random } from '../random/random.ts';
import { spliceImages } from '../splice/splice-images.ts';
import { readMask } from './read-mask.ts';
import { TRIMMED, trimPhoto } from './trim-photo.ts';

/** How much of an image is pasted: as shares of its area, drawn evenly in the logarithm. */
const AREA_SHARES = [0.04, 0.3] as const;

/** A splice's seam is softened by a Gaussian of up to this sigma, in pixels. */
const SOFTEST_SEAM = 1.5;

/** An image made for measuring, with its ground truth. */
export interface SyntheticSplice {
  image: RasterImage;
  /** `[height, width]`, 1 = spliced. */
  mask: DenseArray<Uint8Array>;
}

/**
 * A smooth region of one photo pasted into another, at a random displacement of its JPEG grid, the
 * whole then processed. Host and donor lose 64 pixels of both sides, the room for displacing.
 *
 * @param host - and `donor`, of one size, larger than 64 pixels both ways
 * @param finish - edits of the whole; the mask follows its resizing
 * @param random - decides on place, shape, area, seam and displacement; the same for the same seed
 * @throws RangeError for photos of different or too small sizes
 */
export async function syntheticSplice(
  host: RasterImage,
  donor: RasterImage,
  finish: readonly ProcessingStep[],
  random: Random,
): Promise<SyntheticSplice> {
  if (host.width !== donor.width || host.height !== donor.height) {
    const [wanted, got] = [`${host.width}×${host.height}`, `${donor.width}×${donor.height}`];
    throw new RangeError(`expected a donor of the host's size ${wanted}, got ${got}`);
  }
  const { image, mask } = spliceImages(trimPhoto(host), donor, {
    random,
    areaShare: random.logUniform(...AREA_SHARES),
    feather: random.uniform(0, SOFTEST_SEAM),
    donorOffset: { x: random.integer(TRIMMED + 1), y: random.integer(TRIMMED + 1) },
  });
  const finished = await applyChain(image, finish, { random });
  const [height, width] = mask.shape as [number, number];
  const grey = Uint8Array.from(
    { length: mask.data.length * 3 },
    (_, i) => mask.data[Math.floor(i / 3)]!,
  );
  const truth: RasterImage = { data: grey, width, height, channels: 3 };
  return {
    image: finished,
    mask: readMask(truth, finished, { spliced: 'white', stretch: true }),
  };
}
