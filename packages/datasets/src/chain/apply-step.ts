import { cropImage, type RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { directJpegCodec } from '../jpeg/direct-jpeg-codec.ts';
import type { JpegCodec } from '../jpeg/jpeg-codec.ts';
import { createRandom, type Random } from '../random/random.ts';
import { addNoise } from './add-noise.ts';
import { blurImage } from './blur-image.ts';
import { mapLevels } from './map-levels.ts';
import { medianImage } from './median-image.ts';
import type { GridPhase, JpegStep, ProcessingStep } from './processing-step.ts';
import { resizeImage } from './resize-image.ts';
import { saturateImage } from './saturate-image.ts';
import { sharpenImage } from './sharpen-image.ts';
import { unsharpImage } from './unsharp-image.ts';

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
}

/**
 * One edit of an image; the image given is left alone.
 *
 * @throws RangeError for a setting out of its range
 */
export async function applyStep(
  image: RasterImage,
  step: ProcessingStep,
  { random = createRandom(0), codec = directJpegCodec }: ProcessingOptions = {},
): Promise<RasterImage> {
  switch (step.kind) {
    case 'resize':
      return resizeImage(image, step.factor, step.kernel);
    case 'jpeg':
      return saveAsJpeg(image, step, random, codec);
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
  }
}

async function saveAsJpeg(
  image: RasterImage,
  { quality, chromaSubsampling, phase = { x: 0, y: 0 } }: JpegStep,
  random: Random,
  codec: JpegCodec,
): Promise<RasterImage> {
  const settings = { quality, chromaSubsampling };
  // With halved chroma the grid repeats after 16 pixels, else after 8.
  const period = chromaSubsampling === '4:2:0' ? 16 : 8;
  const { x, y } =
    phase === 'random' ? { x: random.integer(period), y: random.integer(period) } : phase;
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
