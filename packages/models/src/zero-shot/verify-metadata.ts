import type { ExifTags } from '@exifclip/exif-text';
import type { PixelReader } from './create-pixel-reader.ts';
import { type EmbedImageOptions, embedImage, type PatchedImage } from './embed-image.ts';
import { ifdSentence } from './ifd-sentence.ts';
import { metadataScores } from './metadata-scores.ts';
import { referenceAuc } from './reference-auc.ts';
import { shareBelow } from './share-below.ts';

export interface VerifyMetadataOptions extends EmbedImageOptions {}

/** An image and the tags that came with it. */
export interface TaggedImage {
  image: PatchedImage;
  /** Of any origin; what is no camera tag of an EXIF directory is passed over. */
  tags: ExifTags;
}

/** How well a photo's EXIF fits its pixels. */
export interface MetadataVerdict {
  /** The encoder's id. */
  model: string;
  /** What was compared with the pixels; empty where the photo has no camera tags. */
  sentence: string;
  /** Undefined without tags. */
  fit: MetadataFit | undefined;
}

export interface MetadataFit {
  /** Cosine of the photo's embedding with the sentence's, -1…1. Its scale is the model's. */
  similarity: number;
  /** By the reference, undefined where the model has none. */
  standing: MetadataStanding | undefined;
}

/** Where the fit stands among photos unknown to the model, whose EXIF was known to be theirs. */
export interface MetadataStanding {
  /** See `metadataScores`; higher fits better. */
  score: number;
  /** How many percent of them fitted worse with another photo's EXIF, 0…100. */
  percentile: number;
  /** How many percent of them fitted worse with their own EXIF, 0…100. */
  authenticPercentile: number;
  /** How far both can be told apart at all, on those photos: 0.5 is not at all, 1 always. */
  rocAuc: number;
}

/**
 * Whether a photo's EXIF fits its pixels, compared with the EXIF of other photos. A low percentile
 * means that the pixels look like those of other cameras and settings than the EXIF names; it may
 * have been edited, or the pixels processed since, or the camera be one that the model cannot tell.
 * It proves nothing, and a high one no authenticity. A photo without EXIF is not an error.
 *
 * @throws ImageTooSmallError when not one patch fits, where there are tags to compare with
 * @throws RangeError when `maxPatches` is not a positive integer
 */
export async function verifyMetadata(
  { encoder, textEncoder, sentence: config, reference }: PixelReader,
  { image, tags }: TaggedImage,
  options: VerifyMetadataOptions = {},
): Promise<MetadataVerdict> {
  const sentence = ifdSentence(tags, config);
  if (sentence === '') return { model: encoder.id, sentence, fit: undefined };
  const { signal } = options;
  const words = await textEncoder.encode([sentence], { signal });
  const photo = await embedImage(encoder, image, options);
  const similarity = metadataScores(photo, words).data[0]!;
  if (reference === undefined) {
    return { model: encoder.id, sentence, fit: { similarity, standing: undefined } };
  }
  const score = metadataScores(photo, words, reference).data[0]!;
  const standing = {
    score,
    percentile: 100 * shareBelow(reference.swappedScores.data, score),
    authenticPercentile: 100 * shareBelow(reference.authenticScores.data, score),
    rocAuc: referenceAuc(reference),
  };
  return { model: encoder.id, sentence, fit: { similarity, standing } };
}
