import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bruteForce } from '../test/brute-force.ts';
import { cutChunk, wave, waveChunk } from '../test/waves.ts';
import { loadIndex } from './load-index.node.ts';
import { readEmbeddings } from './read-embeddings.node.ts';
import { recallOf } from './recall-of.ts';
import { searchExact } from './search-exact.ts';
import { SearchIndexError } from './search-index-error.ts';
import { storedExactIndex } from './stored-exact-index.node.ts';
import type { StoredIndex } from './stored-index.ts';
import { usearchIndex } from './usearch-index.node.ts';

const dim = 16;
const chunk = waveChunk(800, dim);
const queries = Array.from({ length: 20 }, (_, i) => wave(dim, i + 3));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-search-'));
});
afterAll(() => rm(folder, { recursive: true }));

const kinds: [kind: string, make: () => Promise<StoredIndex>][] = [
  ['exact', async () => storedExactIndex({ dim })],
  ['usearch', () => usearchIndex({ dim, threads: 1 })],
];

async function filled(make: () => Promise<StoredIndex>): Promise<StoredIndex> {
  const index = await make();
  for (const part of cutChunk(chunk, 300)) await index.add(part);
  return index;
}

const searchAll = (index: StoredIndex, k: number) =>
  Promise.all(queries.map((query) => index.search(query, { k })));

describe.each(kinds)('an index of the kind %s', (kind, make) => {
  it('finds nearly all of the nearest, with their cosines', async () => {
    const index = await filled(make);
    expect(index).toMatchObject({ kind, dim, size: 800, skipped: 0 });
    const nearest = queries.map((query) => bruteForce(query, chunk, 10));
    const found = await searchAll(index, 10);
    expect(recallOf(found, nearest)).toBeGreaterThanOrEqual(kind === 'exact' ? 1 : 0.98);
    for (const [i, hits] of found.entries()) {
      const known = new Map(bruteForce(queries[i]!, chunk, 800).map((hit) => [hit.id, hit.cosine]));
      for (const { id, cosine } of hits) expect(cosine).toBeCloseTo(known.get(id)!, 5);
      expect(hits.map((hit) => hit.cosine)).toEqual(
        hits.map((hit) => hit.cosine).sort((a, b) => b - a),
      );
    }
  });

  it('is the same after saving and loading, and can be added to', async () => {
    const index = await filled(make);
    const broken = { ids: ['zero'], embeddings: new Float32Array(dim) };
    await index.add(broken);
    const path = join(folder, 'made', kind);
    await index.save(path);
    await index.save(path); // over the one before
    expect(await readdir(join(folder, 'made'))).toEqual([kind]);
    const loaded = await loadIndex(path);
    expect(loaded).toMatchObject({ kind, dim, size: 800, skipped: 1 });
    expect(await searchAll(loaded, 10)).toEqual(await searchAll(index, 10));
    await loaded.add({ ids: ['new'], embeddings: queries[0]! });
    const [best] = await loaded.search(queries[0]!);
    expect(best!.id).toBe('new');
    expect(best!.cosine).toBeCloseTo(1, 6);
    await rm(join(folder, 'made'), { recursive: true });
  });

  it('finds nothing while it is empty, also after saving', async () => {
    const index = await make();
    expect(await index.search(queries[0]!)).toEqual([]);
    await index.save(join(folder, kind));
    const loaded = await loadIndex(join(folder, kind));
    expect(await loaded.search(queries[0]!)).toEqual([]);
    await loaded.add({ ids: ['one'], embeddings: queries[0]! });
    expect(await loaded.search(queries[0]!, { k: 3 })).toHaveLength(1);
  });

  it('skips what has no direction, and keeps the order of equal ones', async () => {
    const index = await make();
    const embeddings = Float32Array.from([
      ...queries[0]!,
      ...queries[0]!,
      ...new Float32Array(dim),
    ]);
    await index.add({ ids: ['first', 'second', 'none'], embeddings });
    await index.add({ ids: ['nan'], embeddings: new Float32Array(dim).fill(Number.NaN) });
    expect(index).toMatchObject({ size: 2, skipped: 2 });
    const hits = await index.search(queries[0]!);
    expect(hits.map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('refuses what no index takes', async () => {
    const index = await make();
    await expect(index.search(new Float32Array(dim))).rejects.toThrow(RangeError);
    await expect(index.search(wave(3, 1))).rejects.toThrow('expected a query of 16 numbers, got 3');
    await expect(index.search(queries[0]!, { k: 1.5 })).rejects.toThrow(RangeError);
    await expect(index.add({ ids: [], embeddings: wave(1, 1) })).rejects.toThrow(RangeError);
    const signal = AbortSignal.abort(new Error('no more'));
    await expect(index.search(queries[0]!, { signal })).rejects.toThrow('no more');
  });

  it('is refused where its file is cut, altered or none, with the name of the file', async () => {
    const path = join(folder, kind);
    await (await filled(make)).save(path);
    const whole = await readFile(path);
    const altered = whole.slice();
    altered[kind === 'exact' ? 9 : 3000]! ^= 255;
    const files = { cut: whole.subarray(0, 4000), altered, empty: whole.subarray(0, 0) };
    for (const [name, bytes] of Object.entries(files)) {
      const broken = join(folder, `${kind}-${name}`);
      await writeFile(broken, bytes);
      const error = await loadIndex(broken).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(SearchIndexError);
      expect((error as SearchIndexError).message).toContain(broken);
    }
    await expect(loadIndex(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves the file of before when it cannot be written', async () => {
    const index = await filled(make);
    await writeFile(join(folder, 'plain'), 'a file and no folder');
    await expect(index.save(join(folder, 'plain', 'index'))).rejects.toThrow();
    expect(await readFile(join(folder, 'plain'), 'utf8')).toBe('a file and no folder');
  });
});

describe('readEmbeddings', () => {
  it('gives what an exact index holds, for a search in little memory', async () => {
    const path = join(folder, 'read');
    const index = storedExactIndex({ dim: 2 });
    const many = waveChunk(20_000, 2);
    await index.add(many);
    await index.save(path);
    let [rows, largest] = [0, 0];
    for await (const { ids, embeddings } of readEmbeddings(path)) {
      const expected = many.embeddings.slice(2 * rows, 2 * (rows + ids.length));
      expect(Buffer.compare(Buffer.from(embeddings.buffer), Buffer.from(expected.buffer))).toBe(0);
      rows += ids.length;
      largest = Math.max(largest, ids.length);
    }
    expect(rows).toBe(20_000);
    expect(largest).toBeLessThan(17_000);
    const query = Float32Array.of(1, 2);
    const { hits } = await searchExact([query], readEmbeddings(path));
    expect(hits[0]).toEqual(await index.search(query));
  });
});

describe('usearchIndex', () => {
  it('searches more thoroughly when it is loaded so', async () => {
    const path = join(folder, 'coarse');
    await (
      await filled(() =>
        usearchIndex({ dim, threads: 1, connectivity: 4, expansionAdd: 8, expansionSearch: 1 }),
      )
    ).save(path);
    const nearest = queries.map((query) => bruteForce(query, chunk, 10));
    const coarse = recallOf(await searchAll(await loadIndex(path), 10), nearest);
    const fine = await loadIndex(path, { expansionSearch: 500 });
    expect(recallOf(await searchAll(fine, 10), nearest)).toBeGreaterThan(coarse);
  });

  it.each(['f16', 'i8'] as const)(
    'keeps %s in fewer bytes, with cosines that are near',
    async (precision) => {
      const [whole, narrow] = [join(folder, 'f32'), join(folder, precision)];
      const index = await filled(() => usearchIndex({ dim, precision, threads: 1 }));
      await index.save(narrow);
      await (await filled(() => usearchIndex({ dim, threads: 1 }))).save(whole);
      expect((await readFile(narrow)).length).toBeLessThan(
        (await readFile(whole)).length - 800 * dim * 1.9,
      );
      const loaded = await loadIndex(narrow);
      const [hit] = await loaded.search(queries[0]!);
      const [expected] = bruteForce(queries[0]!, chunk, 1);
      expect(hit!.cosine).toBeCloseTo(expected!.cosine, 1);
    },
  );

  it('refuses counts that are none', async () => {
    await expect(usearchIndex({ dim: 0 })).rejects.toThrow('dim to be a positive integer');
    await expect(usearchIndex({ dim, connectivity: -1 })).rejects.toThrow(RangeError);
  });

  it('says what to install where the package is missing', async () => {
    vi.doMock('usearch', () => {
      throw new Error('Cannot find package');
    });
    try {
      await expect(usearchIndex({ dim })).rejects.toThrow('npm install usearch');
    } finally {
      vi.doUnmock('usearch');
    }
  });
});
