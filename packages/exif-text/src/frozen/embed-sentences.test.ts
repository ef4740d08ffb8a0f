import { expect, test, vi } from 'vitest';
import { type EmbedSentencesOptions, embedSentences } from './embed-sentences.ts';
import type { EmbeddingCache } from './embedding-cache.ts';
import { sentenceKey } from './sentence-key.ts';

/** An encoder by length and first letter, and a cache in memory. */
function setUp(options: Partial<EmbedSentencesOptions> = {}) {
  const store = new Map<string, Float32Array>();
  const cache: EmbeddingCache = {
    get: async (keys) => keys.map((key) => store.get(key)),
    set: async (embeddings) => {
      for (const [key, embedding] of embeddings) store.set(key, embedding);
    },
  };
  const extract = vi.fn(async (sentences: readonly string[]) =>
    Float32Array.from(sentences.flatMap((text) => [text.length, text.charCodeAt(0)])),
  );
  return {
    store,
    cache,
    extract,
    options: { id: 'a', dim: 2, extractor: { extract }, batchSize: 2, cache, ...options },
  };
}

test('`embedSentences` embeds each different sentence once, short ones first', async () => {
  const { options, extract } = setUp();
  const { data, shape } = await embedSentences(['ccc', 'a', 'bb', 'a', 'dddd'], options);
  expect(shape).toEqual([5, 2]);
  expect([...data]).toEqual([3, 99, 1, 97, 2, 98, 1, 97, 4, 100]);
  expect(extract.mock.calls).toEqual([[['a', 'bb']], [['ccc', 'dddd']]]);
});

test('`embedSentences` takes from the cache what this encoder has put there', async () => {
  const { options, extract } = setUp();
  await embedSentences(['a', 'bb'], options);
  const onProgress = vi.fn();
  const { data } = await embedSentences(['bb', 'ccc', 'a'], { ...options, onProgress });
  expect([...data]).toEqual([2, 98, 3, 99, 1, 97]);
  expect(extract.mock.calls.at(-1)).toEqual([['ccc']]);
  expect(onProgress.mock.calls).toEqual([
    [2, 3],
    [3, 3],
  ]);
  await embedSentences(['a'], { ...options, id: 'b' });
  expect(extract).toHaveBeenCalledTimes(3);
});

test('`embedSentences` takes nothing of another length from the cache', async () => {
  const { options, store, extract } = setUp();
  store.set(await sentenceKey('a', 'a'), new Float32Array(3));
  expect([...(await embedSentences(['a'], options)).data]).toEqual([1, 97]);
  expect(extract).toHaveBeenCalledOnce();
});

test('`embedSentences` keeps what it has when it is stopped or the model fails', async () => {
  const controller = new AbortController();
  const stopped = setUp({
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  await expect(embedSentences(['a', 'bb', 'ccc'], stopped.options)).rejects.toThrow('enough');
  expect(stopped.store.size).toBe(2);
  const failing = setUp();
  failing.extract.mockResolvedValueOnce(new Float32Array(4));
  failing.extract.mockRejectedValueOnce(new Error('no memory'));
  await expect(embedSentences(['a', 'bb', 'ccc'], failing.options)).rejects.toThrow('no memory');
  expect(failing.store.size).toBe(2);
});

test('`embedSentences` writes to the cache every 512 sentences', async () => {
  const { options, cache } = setUp({ batchSize: 100 });
  const set = vi.spyOn(cache, 'set');
  await embedSentences(
    Array.from({ length: 1030 }, (_, i) => `sentence ${i}`),
    options,
  );
  expect(set.mock.calls.map(([embeddings]) => embeddings.size)).toEqual([512, 512, 6]);
});

test('`sentenceKey` is a SHA-256 that tells encoder and sentence apart', async () => {
  // printf '1:ab' | sha256sum
  expect(await sentenceKey('a', 'b')).toBe(
    '78901c91d9fe6a7d0ea14356d6ccde1dffcfb02d97ef138182ba38e91bccc29d',
  );
  expect(await sentenceKey('ab', 'c')).not.toBe(await sentenceKey('a', 'bc'));
});
