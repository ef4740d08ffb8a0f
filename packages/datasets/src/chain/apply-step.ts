import { cropImage, type RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { directJpegCodec } from '../jpeg/direct-jpeg-codec.ts';
import type { JpegCodec } from '../jpeg/jpeg-codec.ts';
import { createRandom, type Random } from '../random/random.ts';
import { addNoise } from './add-noise.ts';
import { blurImage } from './blur-image.ts';
import { greyImage } from './grey-image.ts';
import { jpegPeriod } from './jpeg-period.ts';
import { mapLevels } from './map-levels.ts';
import { medianImage } from './median-image.ts';
import type { GridPhase, JpegStep, ProcessingStep, ResizeStep } from './processing-step.ts';
import type { ResizeCodec } from './resize-codec.ts';
import { resizeImage } from './resize-image.ts';
import { saturateImage } from './saturate-image.ts';
import { sharpenImage } from './sharpen-image.ts';
import { storeChroma } from './store-chroma.ts';
import { throughColourSpace } from './through-colour-space.ts';
import { unsharpImage } from './unsharp-image.ts';
import type { WebpCodec } from './webp-codec.ts';

/** What the random and the lossy steps of a processing chain draw on. */
export interface ProcessingOptions {
  /**
   * Source of noise and of random grid phases.
   * @defaultValue `createRandom(0)`
   */
  random?: Random;
  /**
   * What saves and opens JPEG.
   * @defaultValue `directJpegCodec`
   */
  codec?: JpegCodec;
  /** What resizes for steps that name a library: `sharpResizer` in Node. @defaultValue none */
  resizer?: ResizeCodec;
  /** What saves and opens WebP: `sharpWebpCodec` in Node. @defaultValue none */
  webp?: WebpCodec;
}

/**
 * One edit of an image; the image given is left alone.
 *
 * @throws RangeError for a setting out of its range
 * @throws TypeError for a step that needs a `resizer` or `webp` where there is none
 */
export async function applyStep(
  image: RasterImage,
  step: ProcessingStep,
  options: ProcessingOptions = {},
): Promise<RasterImage> {
  const { random = createRandom(0), codec = directJpegCodec, webp } = options;
  switch (step.kind) {
    case 'resize':
      return resize(image, step, options.resizer);
    case 'jpeg':
      return saveAsJpeg(image, step, random, codec);
    case 'webp':
      if (!webp) throw new TypeError('expected the option webp for a step that saves as WebP');
      return webp.roundTripWebp(image, step);
    case 'blur':
      return blurImage(image, step.sigma);
    case 'sharpen':
      return sharpenImage(image, step.amount);
    case 'unsharp':
      return unsharpImage(image, step.radius, step.amount);
    case 'median':
      return medianImage(image, step.size);
    case 'noise':
      return addNoise(image, step.sigma, random);
    case 'gamma':
      return mapLevels(image, (level) => 255 * (level / 255) ** (1 / step.gamma));
    case 'contrast':
      return mapLevels(image, (level) => 127.5 + step.gain * (level - 127.5));
    case 'saturation':
      return saturateImage(image, step.gain);
    case 'colour-space':
      return throughColourSpace(image, step);
    case 'chroma':
      return storeChroma(image, step);
    case 'grey':
      return greyImage(image);
  }
}

async function resize(
  image: RasterImage,
  { factor, kernel, library }: ResizeStep,
  resizer: ResizeCodec | undefined,
): Promise<RasterImage> {
  if (!library) return resizeImage(image, factor, kernel);
  if (!resizer) throw new TypeError(`expected the option resizer for a resize by ${library}`);
  return resizer.resize(image, factor, kernel);
}

async function saveAsJpeg(
  image: RasterImage,
  { quality, chromaSubsampling, tables, phase = { x: 0, y: 0 } }: JpegStep,
  random: Random,
  codec: JpegCodec,
): Promise<RasterImage> {
  const settings = { quality, chromaSubsampling, ...(tables && { tables }) };
  const period = jpegPeriod(chromaSubsampling);
  const { x, y } =
    phase === 'random' ? { x: random.integer(period.x), y: random.integer(period.y) } : phase;
  if (x === 0 && y === 0) return codec.roundTripJpeg(image, settings);
  const saved = await codec.roundTripJpeg(padUpperLeft(image, { x, y }), settings);
  return cropImage(saved, { x, y, width: image.width, height: image.height });
}

/** Repeats the first column and row, as if the image were the lower right part of a larger one. */
function padUpperLeft(image: RasterImage, { x, y }: GridPhase): RasterImage {
  const result = blankImage(image.width + x, image.height + y);
  for (let row = 0; row < result.height; row += 1) {
    const from = Math.max(row - y, 0) * image.width * 3;
    const to = row * result.width * 3;
    result.data.set(image.data.subarray(from, from + image.width * 3), to + x * 3);
    for (let i = 0; i < x * 3; i += 1) result.data[to + i] = image.data[from + (i % 3)]!;
  }
  return result;
}
