import { describe, expect, test } from 'vitest';
import { forkSeed } from './fork-seed.ts';
import { createRandom, restoreRandom } from './random.ts';

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('createRandom', () => {
  test('`createRandom` gives the same stream for the same seed, run after run', () => {
    const random = createRandom(7, 'batch', 3);
    expect(draw(4, random.uint32)).toEqual(draw(4, createRandom(7, 'batch', 3).uint32));
    // Frozen: a change of these numbers breaks the resumption of every training run.
    expect(draw(4, createRandom(1).uint32)).toMatchInlineSnapshot(`
      [
        1778223442,
        2621522193,
        1298436173,
        3493239247,
      ]
    `);
  });

  test('seeds that only look alike name different streams', () => {
    const seeds = [[1], ['1'], ['1', ''], ['', '1'], [1, 1], [11], [-1], [1.5]];
    const first = seeds.map((seed) => createRandom(...seed).uint32());
    expect(new Set(first).size).toBe(seeds.length);
  });

  test('`state` and `restoreRandom` go on exactly where the stream was', () => {
    const random = createRandom('resume');
    draw(1000, random.normal);
    const state = JSON.parse(JSON.stringify(random.state()));
    expect(draw(50, restoreRandom(state).normal)).toEqual(draw(50, random.normal));
  });

  test('`normal` has the moments and the tails of the normal distribution', () => {
    const n = 400_000;
    const values = draw(n, createRandom('moments').normal);
    const moment = (k: number): number => values.reduce((sum, v) => sum + v ** k, 0) / n;
    // Tolerances are about four standard errors.
    expect(Math.abs(moment(1))).toBeLessThan(0.0065);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.009);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.065);
    for (const [limit, share] of [
      [1, 0.317311],
      [2, 0.0455],
      [3.5, 0.000465],
    ] as const) {
      const outside = values.filter((v) => Math.abs(v) > limit).length / n;
      expect(Math.abs(outside - share)).toBeLessThan(4 * Math.sqrt(share / n));
    }
  });

  test('`next`, `integer`, `uniform` and `logUniform` keep to their ranges and fill them evenly', () => {
    const random = createRandom('ranges');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i += 1) {
      const digit = random.integer(10);
      counts[digit] = counts[digit]! + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(180);
    const uniform = draw(1000, () => random.uniform(-2, 3));
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...uniform)).toBeLessThan(3);
    const log = draw(4000, () => random.logUniform(0.25, 4));
    expect(Math.abs(log.filter((v) => v < 1).length / 4000 - 0.5)).toBeLessThan(0.04);
  });

  test('`shuffle` keeps every item and leaves its argument alone', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const result = createRandom(5).shuffle(items);
    expect(result).not.toEqual(items);
    expect([...result].sort((a, b) => a - b)).toEqual(items);
    expect(items[0]).toBe(1);
    expect(createRandom(5).shuffle([])).toEqual([]);
  });

  test('a seed that is not finite, a broken state and an empty choice are refused with what came', () => {
    expect(() => createRandom(Number.NaN)).toThrow(/finite.*NaN/);
    expect(() => restoreRandom([1, 2, Number.NaN, 4])).toThrow(/four numbers.*NaN/);
    expect(() => createRandom(1).pick([])).toThrow(/at least 1.*0/);
  });
});

describe('forkSeed', () => {
  test('`forkSeed` names unrelated streams by their labels', () => {
    const seeds = Array.from({ length: 5000 }, (_, i) => forkSeed(3, 'photo', i));
    expect(new Set(seeds).size).toBeGreaterThan(4995);
    expect(forkSeed(3, 'photo', 1)).toBe(seeds[1]);
    expect(forkSeed(4, 'photo', 1)).not.toBe(seeds[1]);
  });
});
