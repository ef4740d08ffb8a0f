import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { fractalNoise } from './fractal-noise.ts';
import { proceduralScene } from './procedural-scene.ts';

test('`proceduralScene` is the same for the same seed, and another for another', () => {
  const scene = proceduralScene(90, 70, createRandom(1));
  expect([scene.width, scene.height, scene.data.length]).toEqual([90, 70, 90 * 70 * 3]);
  expect(Buffer.compare(proceduralScene(90, 70, createRandom(1)).data, scene.data)).toBe(0);
  expect(Buffer.compare(proceduralScene(90, 70, createRandom(2)).data, scene.data)).not.toBe(0);
});

test('`proceduralScene` has detail at every scale, and few saturated pixels', () => {
  for (const seed of [1, 2, 3]) {
    const size = 256;
    const { data } = proceduralScene(size, size, createRandom('scales', seed));
    let level = Float32Array.from({ length: size * size }, (_, i) => data[i * 3 + 1]!);
    // Root mean square difference of neighbours, the picture halved again and again.
    for (let side = size; side >= 8; side /= 2) {
      let sum = 0;
      for (let i = 1; i < level.length; i += 1) sum += (level[i]! - level[i - 1]!) ** 2;
      expect(Math.sqrt(sum / level.length), `${side}`).toBeGreaterThan(5);
      const half = side / 2;
      const previous = level;
      level = Float32Array.from({ length: half * half }, (_, i) => {
        const at = 2 * Math.floor(i / half) * side + 2 * (i % half);
        return (
          (previous[at]! + previous[at + 1]! + previous[at + side]! + previous[at + side + 1]!) / 4
        );
      });
    }
    const extreme = data.filter((value) => value < 3 || value > 252).length / data.length;
    expect(extreme).toBeLessThan(0.15);
  }
});

test('`proceduralScene` copes with one pixel and refuses less', () => {
  expect(proceduralScene(1, 1, createRandom(1)).data).toHaveLength(3);
  expect(proceduralScene(1, 300, createRandom(1)).data).toHaveLength(900);
  expect(() => proceduralScene(0, 5, createRandom(1))).toThrow(/at least 1×1.*got 0×5/);
});

test('`fractalNoise` has a deviation of about 1 over many draws', () => {
  let power = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const noise = fractalNoise(32, 32, createRandom('noise', seed));
    power += noise.reduce((sum, value) => sum + value * value, 0) / noise.length / 60;
  }
  expect(Math.abs(Math.sqrt(power) - 1)).toBeLessThan(0.1);
});
