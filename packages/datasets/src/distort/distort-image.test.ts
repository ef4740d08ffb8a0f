import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { distortImage } from './distort-image.ts';

const scene = proceduralScene(96, 64, createRandom(1));

/** A smooth picture: level 100 + 60 · sin of a place, in all channels. */
function wave(width: number, height: number, at: (x: number, y: number) => number) {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / 3);
    data[i] = Math.round(100 + 60 * Math.sin(at(pixel % width, Math.floor(pixel / width)) / 9));
  }
  return { data, width, height, channels: 3 as const };
}

test('`distortImage` leaves an image without distortion as it is', () => {
  expect(distortImage(scene, { coefficient: 0 })).toEqual(scene);
  expect(distortImage(scene, { coefficient: 0, shift: { x: 1, y: 0 } }).data[0]).toBe(
    scene.data[3],
  );
});

test.each([-0.2, -0.05, 0.1])('`distortImage` follows the model at k₁ = %f', (coefficient) => {
  const [width, height] = [81, 61];
  const image = wave(width, height, (x, y) => x + 0.5 * y);
  const distorted = distortImage(image, { coefficient, radius: 50, shift: { x: 0.4, y: -0.3 } });
  const expected = wave(width, height, (x, y) => {
    const [dx, dy] = [x - 40, y - 30];
    const scale = 1 + (coefficient * (dx * dx + dy * dy)) / 2500;
    return 40 + dx * scale + 0.4 + 0.5 * (30 + dy * scale - 0.3);
  });
  // Two levels of interpolation and rounding; near the border it is repeated.
  for (let y = 12; y < height - 12; y++) {
    for (let x = 16; x < width - 16; x++) {
      const i = (y * width + x) * 3;
      expect(Math.abs(distorted.data[i]! - expected.data[i]!)).toBeLessThanOrEqual(2);
    }
  }
});

test('`distortImage` takes one pixel, and places far outside', () => {
  const one = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1, channels: 3 as const };
  expect(distortImage(one, { coefficient: 0.3 })).toEqual(one);
  const far = distortImage(scene, { coefficient: 0, shift: { x: 1e9, y: 1e9 } });
  expect([...far.data.subarray(0, 3)]).toEqual([...scene.data.slice(-3)]);
});

test('`distortImage` says what it expected', () => {
  const distort = (options: Parameters<typeof distortImage>[1]) => () =>
    distortImage(scene, options);
  expect(distort({ coefficient: 0.5 })).toThrow('a coefficient of -0.3…0.3, got 0.5');
  expect(distort({ coefficient: Number.NaN })).toThrow('got NaN');
  expect(distort({ coefficient: 0, radius: 0 })).toThrow('a positive radius');
  expect(distort({ coefficient: 0, shift: { x: Number.NaN, y: 0 } })).toThrow('(NaN, 0)');
});
