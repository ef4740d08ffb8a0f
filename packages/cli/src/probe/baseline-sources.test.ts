import { createRandom, proceduralScene } from '@exifclip/datasets';
import type { RasterImage } from '@exifclip/image';
import { expect, test } from 'vitest';
import { baselineSources } from './baseline-sources.ts';

const view = proceduralScene(224, 224, createRandom(1));

test('baselines have as many numbers whatever the view, flat ones too', async () => {
  const flat: RasterImage = { ...view, data: new Uint8Array(view.data.length).fill(255) };
  for (const { kind, features } of baselineSources) {
    expect(kind).toBe('baseline');
    const [some, none] = [await features(view), await features(flat)];
    expect(some.length).toBe(none.length);
    expect([...some, ...none].every(Number.isFinite)).toBe(true);
  }
  const numbers = await Promise.all(baselineSources.map(({ features }) => features(view)));
  expect(numbers.map(({ length }) => length)).toEqual([768, 768, 50]);
});

test('raw pixels are the middle ones, the thumbnail is the mean of what it covers', async () => {
  const [raw, thumbnail] = await Promise.all(
    baselineSources.slice(0, 2).map(({ features }) => features(view)),
  );
  expect(raw![0]).toBe(view.data[(104 * 224 + 104) * 3]);
  let sum = 0;
  for (let y = 0; y < 14; y++) for (let x = 0; x < 14; x++) sum += view.data[(y * 224 + x) * 3]!;
  expect(Math.abs(thumbnail![0]! - sum / 196)).toBeLessThan(1);
});
