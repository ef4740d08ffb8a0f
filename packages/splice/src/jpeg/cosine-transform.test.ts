import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/seeded-random.ts';
import { cosineTransform } from './cosine-transform.ts';

/** By the definition in ITU-T T.81, A.3.3. */
function byDefinition(samples: Float64Array): number[] {
  const scale = (k: number) => (k === 0 ? Math.SQRT1_2 : 1);
  const cosine = (x: number, k: number) => Math.cos(((2 * x + 1) * k * Math.PI) / 16);
  return Array.from({ length: 64 }, (_, i) => {
    const [v, u] = [i >> 3, i & 7];
    let sum = 0;
    for (let j = 0; j < 64; j++) sum += samples[j]! * cosine(j & 7, u) * cosine(j >> 3, v);
    return (scale(u) * scale(v) * sum) / 4;
  });
}

test('`cosineTransform` is the transform of JPEG, to rounding', () => {
  const random = seededRandom(2);
  const block = Float64Array.from({ length: 64 }, () => 255 * random() - 128);
  const expected = byDefinition(block);
  cosineTransform(block);
  for (const [i, value] of block.entries()) expect(value).toBeCloseTo(expected[i]!, 10);
});

test('`cosineTransform` keeps the energy, of a flat block in its first coefficient', () => {
  const flat = new Float64Array(64).fill(-38);
  cosineTransform(flat);
  expect(flat[0]).toBeCloseTo(-304, 10);
  expect(Math.max(...flat.subarray(1).map(Math.abs))).toBeLessThan(1e-10);
});
