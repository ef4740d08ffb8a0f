import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { syntheticFinishes } from './synthetic-finishes.ts';
import { syntheticOriginal } from './synthetic-original.ts';
import { syntheticSplice } from './synthetic-splice.ts';

const host = proceduralScene(256, 192, createRandom(1));
const donor = proceduralScene(256, 192, createRandom(2));

test('`syntheticSplice` changes the host inside its mask only, and the same way for the same seed', async () => {
  const made = await syntheticSplice(host, donor, [], createRandom(5));
  const again = await syntheticSplice(host, donor, [], createRandom(5));
  const original = await syntheticOriginal(host, [], createRandom(5));
  expect([made.image.width, made.image.height, ...made.mask.shape]).toEqual([192, 128, 128, 192]);
  expect(Buffer.compare(made.image.data, again.image.data)).toBe(0);
  let changed = 0;
  let inside = 0;
  for (const [i, spliced] of made.mask.data.entries()) {
    if (spliced === 0) continue;
    inside++;
    if ([0, 1, 2].some((c) => made.image.data[i * 3 + c] !== original.data[i * 3 + c])) changed++;
  }
  expect(inside / made.mask.data.length).toBeGreaterThan(0.03);
  expect(inside / made.mask.data.length).toBeLessThan(0.31);
  expect(changed / inside).toBeGreaterThan(0.9);
});

test.each(Object.entries(syntheticFinishes))(
  'the mask of a splice fits it when it is %s',
  async (name, finish) => {
    const { image, mask } = await syntheticSplice(host, donor, finish, createRandom(5));
    const original = await syntheticOriginal(host, finish, createRandom(5));
    expect([original.width, original.height]).toEqual([image.width, image.height]);
    expect(mask.shape).toEqual([image.height, image.width]);
    expect(image.width).toBe(name === 'resized-0.7' ? 134 : 192);
    const share = mask.data.reduce((sum, value) => sum + value, 0) / mask.data.length;
    expect(share).toBeGreaterThan(0.03);
  },
);

test('`syntheticSplice` refuses photos of different sizes, and too small ones', async () => {
  const small = proceduralScene(64, 64, createRandom(3));
  await expect(syntheticSplice(host, small, [], createRandom(1))).rejects.toThrow(
    "the host's size 256×192, got 64×64",
  );
  await expect(syntheticSplice(small, small, [], createRandom(1))).rejects.toThrow(
    'larger than 64 pixels, got 64×64',
  );
});
