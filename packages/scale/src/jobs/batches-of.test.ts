import { expect, test } from 'vitest';
import { batchesOf } from './batches-of.ts';
import { type InputReference, inputName } from './input-reference.ts';

async function* from(names: readonly InputReference[]): AsyncGenerator<InputReference> {
  yield* names;
}

async function batches(names: readonly InputReference[], size?: number) {
  const found: InputReference[][] = [];
  for await (const batch of batchesOf(from(names), size === undefined ? {} : { size })) {
    found.push(batch);
  }
  return found;
}

const photos = Array.from({ length: 5000 }, (_, i) => `/photos/${i}.jpg`);

test('batches hold all inputs in their order, each from a quarter to twice the size but the last', async () => {
  const found = await batches(photos, 32);
  expect(found.flat()).toEqual(photos);
  const lengths = found.slice(0, -1).map(({ length }) => length);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(8);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(64);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  expect(mean).toBeGreaterThan(24);
  expect(mean).toBeLessThan(40);
});

test('an input that is new among many changes few batches', async () => {
  const names = (batch: readonly InputReference[]) => batch.map(inputName).join();
  const before = (await batches(photos, 32)).map(names);
  const grown = [...photos.slice(0, 2500), '/photos/new.jpg', ...photos.slice(2500)];
  const after = (await batches(grown, 32)).map(names);
  const changed = after.filter((batch) => !before.includes(batch));
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThanOrEqual(10);
});

test('batches of one hold one, and of nothing there are none', async () => {
  expect(await batches(['a', 'b'], 1)).toEqual([['a'], ['b']]);
  expect(await batches(['a'])).toEqual([['a']]);
  expect(await batches([])).toEqual([]);
});

test('an input is in a batch once', async () => {
  const member = { path: 'a', member: { archive: 'b.tar', offset: 0, size: 1 } };
  expect((await batches(['a', 'a', member, 'b', 'a'])).flat()).toEqual(['a', 'b']);
});

test('a size that is no positive whole number is refused', async () => {
  for (const size of [0, -1, 1.5, Number.NaN]) {
    await expect(batches(['a'], size)).rejects.toThrow(RangeError);
  }
});
