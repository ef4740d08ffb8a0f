import { describe, expect, it } from 'vitest';
import { bruteForce } from '../test/brute-force.ts';
import { cutChunk, wave, waveChunk } from '../test/waves.ts';
import { exactIndex } from './exact-index.ts';
import { searchExact } from './search-exact.ts';
import type { SearchHit } from './search-hit.ts';

const dim = 6;
const chunk = waveChunk(2500, dim);
const queries = [wave(dim, 5), wave(dim, 6), wave(dim, 7)];

function expectSame(got: readonly SearchHit[], expected: readonly SearchHit[]): void {
  expect(got.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  for (const [i, { cosine }] of expected.entries()) expect(got[i]!.cosine).toBeCloseTo(cosine, 6);
}

async function filled(...chunks: Parameters<typeof cutChunk>[0][]) {
  const index = exactIndex({ dim });
  for (const each of chunks) await index.add(each);
  return index;
}

describe('searchExact and exactIndex', () => {
  it('find what sorting all cosines finds', async () => {
    const index = await filled(...cutChunk(chunk, 700));
    const { hits, compared, skipped } = await searchExact(queries, cutChunk(chunk, 700), { k: 25 });
    for (const [i, query] of queries.entries()) {
      const expected = bruteForce(query, chunk, 25);
      expectSame(hits[i]!, expected);
      expect(await index.search(query, { k: 25 })).toEqual(hits[i]);
    }
    expect([compared, skipped, index.size, index.skipped]).toEqual([2500, 0, 2500, 0]);
  });

  it('find the same to the last bit however the embeddings are cut', async () => {
    const whole = await searchExact(queries, [chunk]);
    for (const rows of [1, 7, 1023, 1024, 1025]) {
      expect(await searchExact(queries, cutChunk(chunk, rows))).toEqual(whole);
    }
  });

  it('compare directions, whatever the lengths', async () => {
    const scaled = { ids: chunk.ids, embeddings: chunk.embeddings.map((value) => value * 4) };
    const query = queries[0]!.map((value) => value / 8);
    expect(await searchExact([query], [scaled])).toEqual(await searchExact([queries[0]!], [chunk]));
  });

  it('give equal embeddings in the order in which they came', async () => {
    const row = wave(dim, 1);
    const equal = {
      ids: Array.from({ length: 40 }, (_, i) => `e${i}`),
      embeddings: Float32Array.from({ length: 40 * dim }, (_, i) => row[i % dim]!),
    };
    const { hits } = await searchExact([row], cutChunk(equal, 9), { k: 5 });
    expect(hits[0]).toEqual(['e0', 'e1', 'e2', 'e3', 'e4'].map((id) => ({ id, cosine: 1 })));
    expect(await (await filled(equal)).search(row, { k: 5 })).toEqual(hits[0]);
  });

  it('know cosines that are known: along, across and against', async () => {
    const index = exactIndex({ dim: 2 });
    await index.add({
      ids: ['across', 'against', 'along'],
      embeddings: Float32Array.of(0, 3, -1, 0, 2, 0),
    });
    expect(await index.search(Float32Array.of(1e-20, 0))).toEqual([
      { id: 'along', cosine: 1 },
      { id: 'across', cosine: 0 },
      { id: 'against', cosine: -1 },
    ]);
  });

  it('skip zeros and what is not finite, count it, and find the rest', async () => {
    const embeddings = chunk.embeddings.slice(0, 5 * dim);
    embeddings.fill(0, dim, 2 * dim);
    embeddings[2 * dim + 1] = Number.NaN;
    embeddings[3 * dim] = Number.POSITIVE_INFINITY;
    const broken = { ids: chunk.ids.slice(0, 5), embeddings };
    const { hits, compared, skipped } = await searchExact([queries[0]!], [broken], { k: 9 });
    expect(hits[0]!.map(({ id }) => id).sort()).toEqual(['r0', 'r4']);
    expect([compared, skipped]).toEqual([2, 3]);
    const index = await filled(broken);
    expect([index.size, index.skipped]).toEqual([2, 3]);
    expect(await index.search(queries[0]!)).toEqual(hits[0]);
  });

  it('take the largest and the smallest numbers there are', async () => {
    const index = exactIndex({ dim: 2 });
    await index.add({
      ids: ['huge', 'tiny'],
      embeddings: Float32Array.of(3e38, 3e38, 1e-45, 1e-45),
    });
    const hits = await index.search(Float32Array.of(3e38, 3e38));
    expect(hits.map(({ cosine }) => cosine)).toEqual([1, 1]);
  });

  it('find nothing among nothing, and one in one', async () => {
    expect(await exactIndex({ dim }).search(queries[0]!)).toEqual([]);
    expect(await searchExact(queries, [])).toEqual({
      hits: [[], [], []],
      compared: 0,
      skipped: 0,
    });
    expect(await searchExact([], [chunk])).toEqual({ hits: [], compared: 0, skipped: 0 });
    const one = await filled(waveChunk(1, dim));
    expect(await one.search(queries[0]!)).toHaveLength(1);
  });

  it('refuse queries without a direction, of another length, and counts that are none', async () => {
    const index = await filled(chunk);
    await expect(index.search(new Float32Array(dim))).rejects.toThrow('not all zero');
    await expect(index.search(new Float32Array(dim).fill(Number.NaN))).rejects.toThrow(RangeError);
    await expect(index.search(wave(5, 1))).rejects.toThrow('expected a query of 6 numbers, got 5');
    await expect(index.search(queries[0]!, { k: 0 })).rejects.toThrow('k to be a positive integer');
    await expect(searchExact([queries[0]!, wave(5, 1)], [chunk])).rejects.toThrow('got 5');
    await expect(index.add({ ids: ['a'], embeddings: wave(7, 1) })).rejects.toThrow(
      'expected 1 embeddings of 6 numbers, as many as ids, got 7 numbers',
    );
    expect(() => exactIndex({ dim: 0 })).toThrow(RangeError);
  });

  it('stop when told to, and tell how far they are', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number) => {
      if (seen.push(done) === 2) stop.abort(new Error('enough'));
    };
    const { signal } = stop;
    const searched = searchExact(queries, cutChunk(chunk, 1000), { signal, onProgress });
    await expect(searched).rejects.toThrow('enough');
    expect(seen).toEqual([1000, 2000]);
    await expect((await filled(chunk)).search(queries[0]!, { signal })).rejects.toThrow('enough');
  });

  it('keep copies, so that a buffer can be used again', async () => {
    const buffer = chunk.embeddings.slice();
    const index = await filled({ ids: chunk.ids, embeddings: buffer });
    const before = await index.search(queries[0]!);
    buffer.fill(0);
    expect(await index.search(queries[0]!)).toEqual(before);
  });
});
