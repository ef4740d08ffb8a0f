import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createInputSet } from './input-set.ts';
import { pathHash } from './path-hash.ts';

test('a set of inputs says the same as a Map of their paths, while it grows and marks change', () => {
  const set = createInputSet();
  const map = new Map<string, boolean>();
  for (let i = 0; i < 20_000; i++) {
    const path = `photos/${(i * 7919) % 12_000}.jpg`;
    const marked = i % 3 === 0;
    expect(set.get(path)).toBe(map.get(path));
    set.set(path, marked);
    map.set(path, marked);
  }
  expect(set.size).toBe(map.size);
  for (const [path, marked] of map) expect(set.get(path)).toBe(marked);
  for (let i = 12_000; i < 22_000; i++) expect(set.get(`photos/${i}.jpg`)).toBeUndefined();
});

test('paths of any characters are told apart, the empty one too', () => {
  const set = createInputSet();
  const paths = ['', ' ', '\n', 'é.jpg', 'e\u0301.jpg', '写真.jpg', 'a\0b', '\ud83d\udcf7'];
  for (const path of paths) set.set(path, false);
  expect(set.size).toBe(paths.length);
});

test('the hash of a path is the beginning of its SHA-256', () => {
  const [high, low] = pathHash('a/b.jpg');
  const hex = createHash('sha256').update('a/b.jpg').digest('hex').slice(0, 16);
  expect(high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')).toBe(hex);
});
