import { fnv1a } from './fnv1a.ts';
import { parseSentence } from './sentence/parse-sentence.ts';
import { tagPieces } from './tag-pieces.ts';
import type { ExifTag, ExifTags } from './tags/exif-tags.ts';

/** Tokens of one sentence: a sparse row over the buckets. */
export interface Tokens {
  /** Distinct bucket numbers, 0 … buckets − 1. */
  ids: Int32Array;
  /** Weight of each; they add up to 1, or there are none. */
  weights: Float32Array;
}

export interface TokenizeSentenceOptions {
  /** Number of buckets that pieces are hashed into; the rows of the embedding table. @defaultValue 4096 */
  buckets?: number;
}

/** Default number of buckets. */
export const DEFAULT_BUCKETS = 4096;

/**
 * Hashes the pieces of every tag (`tagPieces`) into buckets. Each tag has the same total weight,
 * shared evenly among its pieces, so that a long Software string does not drown the others. No
 * vocabulary is needed, and none can be missing.
 *
 * @throws RangeError when `buckets` is not a positive integer, or the text is no sentence
 */
export function tokenizeSentence(
  sentence: string | ExifTags,
  { buckets = DEFAULT_BUCKETS }: TokenizeSentenceOptions = {},
): Tokens {
  return sentenceTokenizer(buckets)(sentence);
}

/** `tokenizeSentence` for many sentences; it remembers the tags that it has hashed. */
export function sentenceTokenizer(buckets: number): (sentence: string | ExifTags) => Tokens {
  if (!Number.isInteger(buckets) || buckets < 1) {
    throw new RangeError(`expected a positive whole number of buckets, got ${buckets}`);
  }
  const known = new Map<string, Int32Array>();
  return (sentence) => {
    const tags = typeof sentence === 'string' ? parseSentence(sentence) : sentence;
    const row = new Map<number, number>();
    for (const tag of tags) {
      const key = `${tag.name}: ${tag.value}`;
      const ids = known.get(key) ?? hashPieces(tag, buckets);
      known.set(key, ids);
      const weight = 1 / (tags.length * ids.length);
      for (const id of ids) row.set(id, (row.get(id) ?? 0) + weight);
    }
    return { ids: Int32Array.from(row.keys()), weights: Float32Array.from(row.values()) };
  };
}

function hashPieces(tag: ExifTag, buckets: number): Int32Array {
  return Int32Array.from(tagPieces(tag), (piece) => fnv1a(piece) % buckets);
}
