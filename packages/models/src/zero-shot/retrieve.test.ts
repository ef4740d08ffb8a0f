import type { DenseArray } from '@exifclip/exif-text';
import { expect, test } from 'vitest';
import oracle from '../fixtures/metadata-scores.json' with { type: 'json' };
import { retrieve } from './retrieve.ts';

function table(rows: readonly (readonly number[])[], dim = rows[0]?.length ?? 2): DenseArray {
  return { data: Float32Array.from(rows.flat()), shape: [rows.length, dim] };
}

test('`retrieve` finds what NumPy finds, sentences by photos and photos by sentences', async () => {
  const [photos, sentences] = [table(oracle.photos), table(oracle.sentences)];
  const { indices, similarities } = await retrieve(photos, sentences, { k: 3, chunkSize: 2 });
  expect(indices.shape).toEqual([5, 3]);
  expect([...indices.data]).toEqual(oracle.nearest.flat());
  oracle.nearest.forEach((row, query) => {
    row.forEach((found, place) => {
      const expected = oracle.cosines[query]![found]!;
      expect(Math.abs(similarities.data[query * 3 + place]! - expected)).toBeLessThan(1e-6);
    });
  });
  const reverse = await retrieve(sentences, photos, { k: 1 });
  oracle.sentences.forEach((_, sentence) => {
    const column = oracle.cosines.map((row) => row[sentence]!);
    expect(reverse.indices.data[sentence]).toBe(column.indexOf(Math.max(...column)));
  });
});

test('of equal rows the first stands first, and zeros are like nothing', async () => {
  const gallery = table([
    [0.3, 0.1],
    [3, 1],
    [0, 0],
    [0.3, 0.1],
  ]);
  const { indices, similarities } = await retrieve(table([[3, 1]]), gallery, { k: 4 });
  expect([...indices.data]).toEqual([0, 1, 3, 2]);
  expect(similarities.data[3]).toBe(0);
});

test('there are never more matches than the gallery has rows, and none of an empty one', async () => {
  const few = await retrieve(table([[1, 0]]), table([[1, 1]]), { k: 1e9 });
  expect([few.indices.shape, few.similarities.shape]).toEqual([
    [1, 1],
    [1, 1],
  ]);
  const none = await retrieve(table([[1, 0]]), table([]));
  expect(none.indices).toEqual({ data: new Int32Array(0), shape: [1, 0] });
  expect((await retrieve(table([]), table([[1, 0]]))).indices.shape).toEqual([0, 1]);
});

test('numbers as large as float32 has them overflow nothing', async () => {
  const huge = table([[3e38, 3e38]]);
  const { similarities } = await retrieve(huge, huge);
  expect(similarities.data[0]).toBeCloseTo(1, 6);
});

test('what is no table, not finite or of another length is refused, and what came is said', async () => {
  const one = table([[1, 0]]);
  const refused: [Promise<unknown>, RegExp][] = [
    [retrieve(table([[Number.NaN, 1]]), one), /finite numbers in queries.*row 0/],
    [retrieve(one, table([[Number.POSITIVE_INFINITY, 1]])), /finite numbers in the gallery/],
    [retrieve(one, table([[1, 2, 3]])), /2 numbers.*got 3/],
    [retrieve({ data: one.data, shape: [2] }, one), /\[n, dim\], got \[2\]/],
    [retrieve(one, { data: one.data, shape: [1e9, 2] }), /got \[1000000000, 2\] with 2 numbers/],
    [retrieve(one, one, { k: 0 }), /k to be a positive integer, got 0/],
    [retrieve(one, one, { chunkSize: 1.5 }), /chunkSize.*got 1\.5/],
  ];
  for (const [promise, message] of refused) {
    await expect(promise).rejects.toThrow(RangeError);
    await expect(promise).rejects.toThrow(message);
  }
});

test('a signal stops between chunks, and each chunk is told of', async () => {
  const rows = table(Array.from({ length: 9 }, (_, i) => [i + 1, 1]));
  const told: number[] = [];
  await retrieve(rows, rows, { chunkSize: 4, onProgress: (done) => told.push(done) });
  expect(told).toEqual([4, 8, 9]);
  const controller = new AbortController();
  const stopped = retrieve(rows, rows, {
    chunkSize: 1,
    signal: controller.signal,
    onProgress: (done) => done === 3 && controller.abort(new Error('enough')),
  });
  await expect(stopped).rejects.toThrow('enough');
});
