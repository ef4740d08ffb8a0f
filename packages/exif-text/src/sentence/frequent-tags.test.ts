import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { tagsFromExiftool } from '../tags/tags-from-exiftool.ts';
import { countTags } from './count-tags.ts';
import { frequentTags } from './frequent-tags.ts';

const photo = (...names: string[]) => names.map((name) => ({ name, value: '1' }));

test('`frequentTags` keeps what a share of the corpus has, the most frequent first', () => {
  const counts = countTags([photo('A', 'B'), photo('B', 'C', 'B'), photo('B', 'A'), photo('D')]);
  expect(counts.photos).toBe(4);
  expect(Object.fromEntries(counts.counts)).toEqual({ A: 2, B: 3, C: 1, D: 1 });
  expect(frequentTags(counts)).toEqual(['B', 'A']);
  expect(frequentTags(counts, { minShare: 0.75 })).toEqual(['B']);
  expect(frequentTags(counts, { minShare: 0 })).toEqual(['B', 'A', 'C', 'D']);
});

test('`frequentTags` never names a private tag, and nothing of nothing', () => {
  expect(frequentTags(countTags([photo('Make', 'DateTimeOriginal')]))).toEqual(['Make']);
  expect(frequentTags(countTags([]))).toEqual([]);
  expect(() => frequentTags(countTags([]), { minShare: 49 })).toThrow(
    new RangeError('expected a minimum share of 0…1, got 49'),
  );
});

const data = sharedData();
describe.skipIf(!data)('on the training photos', () => {
  test('`frequentTags` keeps some forty tags, as the paper’s corpus did', () => {
    const lines = readFileSync(`${data}/photos/photos.jsonl`, 'utf8').trim().split('\n');
    const corpus = lines.map((line) => tagsFromExiftool(JSON.parse(line).exif));
    const names = frequentTags(countTags(corpus));
    expect(names.slice(0, 2)).toEqual(['Make', 'Model']);
    expect(names.length).toBeGreaterThan(30);
    expect(names.length).toBeLessThan(50);
  });
});
