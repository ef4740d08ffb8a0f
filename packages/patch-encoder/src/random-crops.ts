import { assertRasterImage, cropImage, type DenseArray, type RasterImage } from '@exifclip/image';
import { ImageTooSmallError } from './image-too-small-error.ts';

export interface RandomCropsOptions {
  /** Side of a patch, in pixels. */
  patchSize: number;
  /** The same seed gives the same crops of images of one size, on every machine. */
  seed: number;
  /** How many. @defaultValue 1, as the published training takes of a photo */
  count?: number | undefined;
  /**
   * Offsets are multiples of so many pixels: 8 keeps all patches in one phase of the JPEG grid and
   * the Bayer pattern, as `gridForBudget` does.
   * @defaultValue 1
   */
  step?: number | undefined;
}

/**
 * Patches at random places of an image, for training: at its own resolution, neither turned nor
 * changed in colour, each place as likely.
 *
 * @returns `[count, patchSize, patchSize, 3]`
 * @throws {@link ImageTooSmallError}, a RangeError, when not one patch fits; RangeError when an
 * option is not a whole number of the kind it should be
 */
export function randomCrops(
  image: RasterImage,
  { patchSize, seed, count = 1, step = 1 }: RandomCropsOptions,
): DenseArray<Uint8Array> {
  assertRasterImage(image);
  assertWhole({ patchSize, step }, 1);
  assertWhole({ count }, 0);
  assertWhole({ seed }, Number.MIN_SAFE_INTEGER);
  if (Math.min(image.width, image.height) < patchSize) {
    throw new ImageTooSmallError(image.width, image.height, patchSize);
  }
  const next = uniform(seed);
  const offset = (side: number): number =>
    step * Math.floor(next() * (Math.floor((side - patchSize) / step) + 1));
  const size = patchSize * patchSize * 3;
  const data = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const [x, y] = [offset(image.width), offset(image.height)];
    const crop = cropImage(image, { x, y, width: patchSize, height: patchSize });
    data.set(crop.data, i * size);
  }
  return { data, shape: [count, patchSize, patchSize, 3] };
}

function assertWhole(numbers: Readonly<Record<string, number>>, least: number): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new RangeError(
      `expected ${name} to be a whole number of at least ${least}, got ${value}`,
    );
  }
}

/** Numbers in [0, 1): the splitmix32 generator, after Steele, Lea and Flood, 2014. */
function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
