import type { DenseArray } from '../dense-array.ts';
import type { EncodeSentencesOptions } from '../text-encoder.ts';
import type { EmbeddingCache } from './embedding-cache.ts';
import type { FeatureExtractor } from './feature-extractor.ts';
import { sentenceKey } from './sentence-key.ts';

export interface EmbedSentencesOptions extends EncodeSentencesOptions {
  /** The encoder's. */
  id: string;
  /** Length of an embedding; what the cache holds of another length is none. */
  dim: number;
  extractor: Pick<FeatureExtractor, 'extract'>;
  batchSize: number;
  cache: EmbeddingCache | undefined;
}

/** Sentences between two writes to the cache: each makes a file on disk. */
const CACHE_EVERY = 512;

/**
 * Embeds each different sentence once: from the cache, or else by the model, which fills the cache
 * as it goes.
 *
 * @returns [sentences, dim]
 */
export async function embedSentences(
  sentences: readonly string[],
  options: EmbedSentencesOptions,
): Promise<DenseArray> {
  const { id, dim, signal } = options;
  signal?.throwIfAborted();
  const distinct = [...new Set(sentences)];
  const keys = await Promise.all(distinct.map((sentence) => sentenceKey(id, sentence)));
  const keyOf = new Map(distinct.map((sentence, i) => [sentence, keys[i]!]));
  const known = await fromCache(keys, options);
  // sentences of a length side by side need little padding
  const missing = distinct
    .filter((sentence) => !known.has(keyOf.get(sentence)!))
    .sort((a, b) => a.length - b.length);
  if (known.size > 0) options.onProgress?.(known.size, distinct.length);
  for (const part of partsOf(missing, CACHE_EVERY)) {
    await compute(part, keyOf, known, options);
  }
  const data = new Float32Array(sentences.length * dim);
  for (const [row, sentence] of sentences.entries()) {
    data.set(known.get(keyOf.get(sentence)!)!, row * dim);
  }
  return { data, shape: [sentences.length, dim] };
}

async function fromCache(
  keys: readonly string[],
  { cache, dim }: EmbedSentencesOptions,
): Promise<Map<string, Float32Array>> {
  const known = new Map<string, Float32Array>();
  for (const [i, embedding] of ((await cache?.get(keys)) ?? []).entries()) {
    if (embedding?.length === dim) known.set(keys[i]!, embedding);
  }
  return known;
}

/** Adds the sentences' embeddings to what is known and, even when stopped midway, to the cache. */
async function compute(
  sentences: readonly string[],
  keyOf: ReadonlyMap<string, string>,
  known: Map<string, Float32Array>,
  { extractor, batchSize, dim, cache, signal, onProgress }: EmbedSentencesOptions,
): Promise<void> {
  const fresh = new Map<string, Float32Array>();
  try {
    for (const batch of partsOf(sentences, batchSize)) {
      signal?.throwIfAborted();
      const embeddings = await extractor.extract(batch);
      for (const [i, sentence] of batch.entries()) {
        fresh.set(keyOf.get(sentence)!, embeddings.slice(i * dim, (i + 1) * dim));
      }
      onProgress?.(known.size + fresh.size, keyOf.size);
    }
  } finally {
    if (fresh.size > 0) await cache?.set(fresh);
  }
  for (const [key, embedding] of fresh) known.set(key, embedding);
}

function* partsOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
