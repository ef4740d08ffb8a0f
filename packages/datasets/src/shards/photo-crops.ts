import {
  type ExifTags,
  readExifTags,
  renderSentence,
  type SentenceStyle,
} from '@exifclip/exif-text';
import {
  cropImage,
  decodeImage,
  encodePng,
  ImageDecodeError,
  type RasterImage,
} from '@exifclip/image';
import { patchTexture } from '../batch/patch-texture.ts';
import { createRandom } from '../random/random.ts';
import type { PhotoRecord } from '../sources/photo-record.ts';
import type { Skip } from '../sources/source-entry.ts';
import { cropPlaces } from './crop-places.ts';

export interface PhotoCropsOptions {
  /** Most cuts of a photo. */
  cropsPerPhoto: number;
  /** Side of a cut in pixels. */
  cropSize: number;
  /** Side in pixels below which a photo is too small. */
  leastCropSize: number;
  /** Largest photo that is decoded, in pixels. */
  maxPixels: number;
  /** Names the draw of places, with the photo's id. */
  seed: number | string;
  /** How sentences read. */
  sentenceStyle: SentenceStyle;
}

/** The files of the samples of one photo. */
export interface PhotoCrops {
  size: { width: number; height: number };
  crops: readonly PhotoCrop[];
  sentence: string;
  /** Whether none of the cuts has much texture. */
  lowTexture: boolean;
}

/** One square: its place, its PNG file, and what else `json` says of it. */
export interface PhotoCrop {
  kind: string;
  x: number;
  y: number;
  png: Uint8Array;
  facts: object;
}

/** Mean slope in grey levels, as `choosePlace` calls a patch flat. */
const LOW_TEXTURE = 1.5;
/** What a JPEG says of how it was saved, in `json`. */
const JPEG_FACTS = [
  'EncodingProcess',
  'YCbCrSubSampling',
  'JPEGQualityEstimate',
  'QuantizationTables',
];

/**
 * Decodes a photo once and cuts lossless squares out of it; a source's own cuts are taken as they
 * are.
 *
 * @returns the samples' files, or why there are none
 */
export async function photoCrops(
  photo: PhotoRecord,
  options: PhotoCropsOptions,
): Promise<PhotoCrops | Skip> {
  const sentence = renderSentence(photo.tags, { style: options.sentenceStyle });
  try {
    const cut = photo.cuts ? await takeCuts(photo, options) : await cutPhoto(photo, options);
    return 'skip' in cut ? cut : { ...cut, sentence };
  } catch (error) {
    if (error instanceof ImageDecodeError) return undecodable(error);
    const code = (error as { code?: unknown }).code;
    // A file that cannot be read any more leaves out one photo, and does not end the run.
    if (typeof code === 'string') return { skip: 'unreadable', detail: code };
    throw error;
  }
}

/**
 * What this package's own checks say is told. What a codec says is not: its threads share their
 * messages, so that one run says "premature end" and the next "Unknown error" of the same file.
 */
function undecodable({ message }: ImageDecodeError): Skip {
  const reason = message.replace(/^cannot decode ".*?": /, '');
  const isOurs = /^(expected|HEIC) /.test(reason);
  return { skip: 'undecodable', ...(isOurs ? { detail: reason } : {}) };
}

async function cutPhoto(
  photo: PhotoRecord,
  { cropsPerPhoto, cropSize, leastCropSize, maxPixels, seed }: PhotoCropsOptions,
): Promise<Omit<PhotoCrops, 'sentence'> | Skip> {
  const bytes = await photo.bytes();
  const image = await decodeImage(bytes, { name: 'photo', maxPixels });
  const size = { width: image.width, height: image.height };
  const places = cropPlaces(image, {
    count: cropsPerPhoto,
    side: cropSize,
    leastSide: leastCropSize,
    random: createRandom(seed, 'crops', photo.id),
  });
  if (places.length === 0) {
    return { skip: 'too small', detail: `${size.width}x${size.height} pixels` };
  }
  const jpeg = jpegFacts(bytes);
  const crops = places.map(async ({ kind, x, y, side }) => {
    const crop = cropImage(image, { x, y, width: side, height: side });
    return { kind, x, y, png: await encodePng(crop), facts: factsOf(crop, jpeg), crop };
  });
  return laidOut(size, await Promise.all(crops), photo);
}

async function takeCuts(
  photo: PhotoRecord,
  { cropsPerPhoto, maxPixels }: PhotoCropsOptions,
): Promise<Omit<PhotoCrops, 'sentence'> | Skip> {
  const cuts = (photo.cuts ?? []).slice(0, cropsPerPhoto);
  const crops = cuts.map(async ({ kind, x, y, bytes: read }) => {
    const bytes = await read();
    const crop = await decodeImage(bytes, { name: 'photo', maxPixels });
    return { kind, x, y, png: await encodePng(crop), facts: factsOf(crop, jpegFacts(bytes)), crop };
  });
  const made = await Promise.all(crops);
  const [first] = made;
  if (!first) return { skip: 'image not found', detail: 'no cuts' };
  return laidOut(photo.size ?? first.crop, made, photo);
}

function laidOut(
  { width, height }: { width: number; height: number },
  made: readonly (PhotoCrop & { crop: RasterImage })[],
  photo: PhotoRecord,
): Omit<PhotoCrops, 'sentence'> {
  const isFlat = ({ crop }: { crop: RasterImage }): boolean =>
    patchTexture(crop, { x: crop.width / 2, y: crop.height / 2 }, crop.width) < LOW_TEXTURE;
  return {
    size: { width, height },
    crops: made.map(({ kind, x, y, png, facts }) => ({ kind, x, y, png, facts })),
    lowTexture: photo.lowTexture ?? made.every(isFlat),
  };
}

function factsOf({ width, height }: RasterImage, jpeg: ExifTags): object {
  if (jpeg.length === 0) return { width, height };
  return { width, height, jpeg: Object.fromEntries(jpeg.map(({ name, value }) => [name, value])) };
}

function jpegFacts(bytes: Uint8Array): ExifTags {
  return readExifTags(bytes, { names: JPEG_FACTS });
}
