import { isPrivateTag, renderSentence } from '@exifclip/exif-text';
import type { SentenceConfig } from '../text-encoder-config.ts';
import type { PixelReader } from './create-pixel-reader.ts';
import { type EmbedImageOptions, embedImage, type PatchedImage } from './embed-image.ts';
import { metadataScores } from './metadata-scores.ts';

export interface PredictTagsOptions extends EmbedImageOptions {}

/** A candidate and how well it fits. */
export interface RankedValue {
  value: string;
  /** Cosine of the image's embedding with the candidate's as a sentence, -1…1. */
  similarity: number;
}

/**
 * Ranks candidate values of tags by how well each, as a sentence by itself, fits the pixels:
 * `{ Make: ['Canon', 'SONY'], JpegQuality: ['95', '75'] }`. Any tag will do that the model was
 * trained on, those of processing chains too. By the plain cosine: the reference of `verifyMetadata`
 * holds whole sentences, and counting from those reads single tags worse.
 *
 * @param candidates values by tag
 * @returns the same values by tag, best first; equal ones as they were given
 * @throws RangeError for an empty value, or a private tag, which no model has seen
 * @throws TypeError when a name is not a letter followed by letters and digits
 * @throws ImageTooSmallError when not one patch fits
 */
export async function predictTags(
  { encoder, textEncoder, sentence: config }: PixelReader,
  image: PatchedImage,
  candidates: Readonly<Record<string, readonly string[]>>,
  options: PredictTagsOptions = {},
): Promise<Record<string, RankedValue[]>> {
  const pairs = Object.entries(candidates).flatMap(([name, values]) =>
    values.map((value) => ({ name, value, sentence: candidateSentence(name, value, config) })),
  );
  const ranked = Object.fromEntries(
    Object.keys(candidates).map((name): [string, RankedValue[]] => [name, []]),
  );
  if (pairs.length === 0) return ranked;
  const sentences = pairs.map(({ sentence }) => sentence);
  const words = await textEncoder.encode(sentences, { signal: options.signal });
  const photo = await embedImage(encoder, image, options);
  const similarities = metadataScores(photo, words).data;
  for (const [i, { name, value }] of pairs.entries()) {
    ranked[name]!.push({ value, similarity: similarities[i]! });
  }
  for (const values of Object.values(ranked)) values.sort((a, b) => b.similarity - a.similarity);
  return ranked;
}

function candidateSentence(name: string, value: string, { style }: SentenceConfig): string {
  if (isPrivateTag(name)) {
    throw new RangeError(`expected camera tags, got "${name}", which is private`);
  }
  const sentence = renderSentence([{ name, value }], { style, names: [name] });
  if (sentence === '') throw new RangeError(`expected a value of ${name}, got "${value}"`);
  return sentence;
}
