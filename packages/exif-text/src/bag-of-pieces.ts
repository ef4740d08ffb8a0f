import type { DenseArray } from './dense-array.ts';
import type { ExifTags } from './tags/exif-tags.ts';
import {
  DEFAULT_BUCKETS,
  sentenceTokenizer,
  type TokenizeSentenceOptions,
} from './tokenize-sentence.ts';

/**
 * Sentences as weighted bags of pieces: `bag · table` is then the mean of the pieces' embeddings,
 * "embedding lookup, then mean" as one matrix product.
 *
 * @returns [sentences, buckets]; rows are non-negative and add up to 1, zero for an empty sentence
 * @throws RangeError when `buckets` is not a positive integer, or a text is no sentence
 */
export function bagOfPieces(
  sentences: ReadonlyArray<string | ExifTags>,
  { buckets = DEFAULT_BUCKETS }: TokenizeSentenceOptions = {},
): DenseArray {
  const rows = sentences.map(sentenceTokenizer(buckets));
  const data = new Float32Array(sentences.length * buckets);
  for (const [row, { ids, weights }] of rows.entries()) {
    for (let i = 0; i < ids.length; i++) data[row * buckets + ids[i]!] = weights[i]!;
  }
  return { data, shape: [sentences.length, buckets] };
}
