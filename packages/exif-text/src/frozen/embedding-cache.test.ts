import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeSegment } from './encode-segment.node.ts';
import { openEmbeddingCache } from './open-embedding-cache.node.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exifclip-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = (n: number): string => n.toString(16).padStart(64, '0');
const vector = (n: number, dim = 3): Float32Array =>
  Float32Array.from({ length: dim }, (_, i) => n + i / 7);
const entries = (...numbers: number[]): Map<string, Float32Array> =>
  new Map(numbers.map((n) => [key(n), vector(n)]));
const segments = (): string[] => readdirSync(folder).map((file) => join(folder, file));

describe('openEmbeddingCache', () => {
  test('gives back what was set, at once and when opened again', async () => {
    const cache = await openEmbeddingCache(join(folder, 'made'));
    expect(await cache.get([key(1)])).toEqual([undefined]);
    await cache.set(entries(1, 2));
    await cache.set(entries(3));
    await cache.set(new Map());
    const wanted = [vector(3), undefined, vector(1), vector(3)];
    expect(await cache.get([3, 9, 1, 3].map(key))).toEqual(wanted);
    const again = await openEmbeddingCache(join(folder, 'made'));
    expect(await again.get([3, 9, 1, 3].map(key))).toEqual(wanted);
    expect(await again.get([])).toEqual([]);
    expect(readdirSync(join(folder, 'made'))).toHaveLength(2);
  });

  test('keeps embeddings of several lengths, and values that are no numbers', async () => {
    const cache = await openEmbeddingCache(folder);
    const odd = Float32Array.of(Number.NaN, -0, Number.POSITIVE_INFINITY, 3e38, 1e-45);
    await cache.set(new Map([[key(7), odd]]));
    await cache.set(entries(1));
    expect(await cache.get([key(7), key(1)])).toEqual([odd, vector(1)]);
    const two = new Map([...entries(1), [key(2), vector(2, 4)]] as const);
    await expect(cache.set(two)).rejects.toThrow(
      new RangeError('expected embeddings of one length, got 3 and 4'),
    );
    expect(segments()).toHaveLength(2);
  });

  test('holds what many writers set at the same time', async () => {
    const writers = await Promise.all(Array.from({ length: 8 }, () => openEmbeddingCache(folder)));
    await Promise.all(
      writers.flatMap((writer, w) =>
        [0, 1, 2, 3].map((part) => writer.set(entries(4 * w + part, 1000))),
      ),
    );
    const cache = await openEmbeddingCache(folder);
    const numbers = [...Array(32).keys(), 1000];
    expect(await cache.get(numbers.map(key))).toEqual(numbers.map((n) => vector(n)));
  });

  test('counts a file that is cut off, foreign, empty or gone as absent', async () => {
    const cache = await openEmbeddingCache(folder);
    await cache.set(entries(1, 2));
    const [path] = segments() as [string];
    const whole = readFileSync(path);
    for (const bytes of [0, 5, 16, 40, whole.length - 1]) {
      truncateSync(path, bytes);
      expect(await (await openEmbeddingCache(folder)).get([key(1)])).toEqual([undefined]);
      // and where it was whole when the cache was opened
      expect((await cache.get([key(2)]))[0]).toBeUndefined();
      writeFileSync(path, whole);
    }
    expect(await cache.get([key(2)])).toEqual([vector(2)]);
    writeFileSync(join(folder, 'x.embeddings'), 'something else altogether');
    writeFileSync(`${path}.tmp`, whole.subarray(0, 50));
    expect(await (await openEmbeddingCache(folder)).get([key(2)])).toEqual([vector(2)]);
    rmSync(path);
    expect(await cache.get([key(1)])).toEqual([undefined]);
  });

  test('allocates nothing for a header that promises too much', async () => {
    const bytes = Buffer.from(encodeSegment(entries(1)));
    bytes.writeUInt32LE(0xffffffff, 8);
    bytes.writeUInt32LE(0xffffffff, 12);
    writeFileSync(join(folder, 'huge.embeddings'), bytes);
    expect(await (await openEmbeddingCache(folder)).get([key(1)])).toEqual([undefined]);
  });

  test('gives no embedding of which a bit is wrong, whichever bit', async () => {
    const whole = encodeSegment(entries(1, 2));
    const path = join(folder, 'a.embeddings');
    for (let at = 0; at < whole.length; at++) {
      const damaged = Uint8Array.from(whole);
      damaged[at]! ^= 1 << (at % 8);
      writeFileSync(path, damaged);
      const found = await (await openEmbeddingCache(folder)).get([key(1), key(2)]);
      for (const [i, embedding] of found.entries()) {
        if (embedding !== undefined) expect(embedding).toEqual(vector(i + 1));
      }
      expect(found).toContain(undefined);
    }
  });
});
