import { expect, test } from 'vitest';
import { madePhoto, saveJpeg } from '../../test/made-forgery.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { blockCoefficients } from './block-coefficients.ts';
import { quantizationStep } from './quantization-step.ts';

test('`quantizationStep` reads the steps of the standard table off the pixels of a JPEG', async () => {
  // The luminance table of ITU-T T.81 annex K for the ten frequencies, scaled as libjpeg does.
  const table = [11, 12, 14, 12, 10, 16, 14, 13, 14, 18];
  for (const quality of [60, 75, 90]) {
    const scale = 200 - 2 * quality;
    const expected = table.map((entry) => Math.floor((entry * scale + 50) / 100));
    const saved = await saveJpeg(await madePhoto(1), quality);
    const { frequencies, saturated } = blockCoefficients(saved);
    const whole = frequencies.map((all) => all.filter((_, block) => saturated[block] === 0));
    expect(whole.map(quantizationStep)).toEqual(expected);
  }
});

test('`quantizationStep` is 1 for coefficients that were not quantised, are few or are zero', () => {
  const random = seededRandom(1);
  expect(quantizationStep(Float32Array.from({ length: 500 }, () => 80 * random() - 40))).toBe(1);
  expect(quantizationStep(Float32Array.from({ length: 9 }, () => 12))).toBe(1);
  expect(quantizationStep(new Float32Array(500))).toBe(1);
  expect(quantizationStep(new Float32Array(0))).toBe(1);
});
