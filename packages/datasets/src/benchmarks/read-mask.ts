import { assertRasterImage, type DenseArray, type RasterImage } from '@exifclip/image';
import { type MaskReading, plainMask } from './mask-reading.ts';

/** JPEG and resized masks are black only within this; in grey levels. */
const NEARLY_BLACK = 10;

/** A mask whose shape differs from the image's by more than this share is of another image. */
const SHAPE = 0.03;

/**
 * The ground truth of an image from the pixels of its mask file.
 *
 * Columbia's edge masks colour the host red and what was pasted green, either at level 255 or, near
 * the seam, 200; but they are JPEGs, so that green is whatever has clearly more green than red.
 *
 * @param mask - the decoded mask file
 * @param size - of the image that it belongs to
 * @returns `[height, width]` of the image, 1 = spliced
 * @throws RangeError when the mask is not of the image's size, or of its shape where it may be
 *   stretched
 */
export function readMask(
  mask: RasterImage,
  size: { width: number; height: number },
  { spliced, stretch }: MaskReading = plainMask,
): DenseArray<Uint8Array> {
  assertRasterImage(mask);
  const { width, height } = size;
  assertFits(mask, size, stretch);
  const isSpliced = rules[spliced];
  const truth = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x += 1, to += 1) {
      const i = (row + Math.floor(((x + 0.5) * mask.width) / width)) * 3;
      truth[to] = isSpliced(mask.data[i]!, mask.data[i + 1]!, mask.data[i + 2]!) ? 1 : 0;
    }
  }
  return { data: truth, shape: [height, width] };
}

function assertFits(
  mask: RasterImage,
  { width, height }: { width: number; height: number },
  stretch: boolean,
): void {
  if (mask.width === width && mask.height === height) return;
  const across = mask.width / width;
  const down = mask.height / height;
  if (stretch && Math.abs(across / down - 1) <= SHAPE) return;
  const wanted = stretch ? 'of the shape of the image' : "of the image's size";
  throw new RangeError(
    `expected a mask ${wanted} ${width}×${height}, got ${mask.width}×${mask.height}`,
  );
}

type IsSpliced = (red: number, green: number, blue: number) => boolean;

const rules: Readonly<Record<MaskReading['spliced'], IsSpliced>> = {
  white: (red, green, blue) => red + green + blue >= 3 * 128,
  black: (red, green, blue) => red + green + blue < 3 * 128,
  'not black': (red, green, blue) => Math.max(red, green, blue) > NEARLY_BLACK,
  green: (red, green, blue) => green > 100 && green > 2 * red && green > 2 * blue,
};
