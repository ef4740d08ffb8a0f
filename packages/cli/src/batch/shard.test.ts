import { expect, test } from 'vitest';
import { isInShard, parseShard } from './shard.ts';

const paths = Array.from({ length: 5000 }, (_, i) => `photos/${i % 10}/写真 ${i}.jpg`);

test('the shards of any number are disjoint and together all inputs, and of like size', () => {
  for (const count of [1, 2, 3, 7, 64]) {
    const sizes = Array.from({ length: count }, () => 0);
    for (const path of paths) {
      const holders = sizes
        .map((_, index) => index)
        .filter((index) => isInShard(path, { index, count }));
      expect(holders).toHaveLength(1);
      sizes[holders[0]!]! += 1;
    }
    const expected = paths.length / count;
    // Binomial: five standard deviations.
    for (const size of sizes)
      expect(Math.abs(size - expected)).toBeLessThan(5 * Math.sqrt(expected));
  }
});

test('an input stays in its shard when others come, since its path alone decides', () => {
  // The first 32 bits of the SHA-256 of `a.jpg`, by sha256sum, are 509b0d46.
  expect(isInShard('a.jpg', { index: 0x509b0d46 % 8, count: 8 })).toBe(true);
  expect(isInShard('a.jpg', { index: (0x509b0d46 + 1) % 8, count: 8 })).toBe(false);
});

test('a shard is read from `i/n`, and what is none is refused', () => {
  expect(parseShard('0/8')).toEqual({ index: 0, count: 8 });
  expect(parseShard('7/8')).toEqual({ index: 7, count: 8 });
  for (const text of ['8/8', '1', '-1/8', '0/0', 'a/b', '1/2/3', '0.5/2', '']) {
    expect(() => parseShard(text)).toThrow('expected i/n');
  }
});
