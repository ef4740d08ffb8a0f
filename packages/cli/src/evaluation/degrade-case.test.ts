import { createRandom, proceduralScene } from '@exifclip/datasets';
import { expect, test } from 'vitest';
import { degradeCase } from './degrade-case.ts';

const image = proceduralScene(120, 80, createRandom(1));
const mask = {
  data: Uint8Array.from({ length: 120 * 80 }, (_, i) => (i % 120 >= 60 ? 1 : 0)),
  shape: [80, 120],
};

test('a mask follows the resizing of its image, and stays as it is otherwise', async () => {
  const half = await degradeCase({ image, mask }, { kind: 'resize', value: 0.5 }, 'a');
  expect([half.image.width, half.image.height, half.mask!.shape]).toEqual([60, 40, [40, 60]]);
  expect(half.mask!.data.every((spliced, i) => spliced === (i % 60 >= 30 ? 1 : 0))).toBe(true);
  const saved = await degradeCase({ image, mask }, { kind: 'jpeg', value: 60 }, 'a');
  expect(saved.mask).toBe(mask);
  expect(Buffer.compare(saved.image.data, image.data)).not.toBe(0);
  expect((await degradeCase({ image }, { kind: 'blur', value: 2 }, 'a')).mask).toBeUndefined();
});

test('noise is the same for the same image, and another for another', async () => {
  const noisy = async (id: string) =>
    (await degradeCase({ image }, { kind: 'noise', value: 4 }, id)).image.data;
  expect(Buffer.compare(await noisy('a'), await noisy('a'))).toBe(0);
  expect(Buffer.compare(await noisy('a'), await noisy('b'))).not.toBe(0);
});
