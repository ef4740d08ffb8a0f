import { expect, test } from 'vitest';
import type { AuthenticScore } from './authentic-scores.ts';
import { authenticLimit, sizeClasses, sizeClassFigures } from './size-classes.ts';

function images(count: number, megapixels: number, score: (i: number) => number): AuthenticScore[] {
  return Array.from({ length: count }, (_, i) => ({ megapixels, scores: { method: score(i) } }));
}

test('images are parted by size, all of them first, and sizes that do not occur are left out', () => {
  const classes = sizeClasses([...images(2, 0.3, () => 1), ...images(3, 12, () => 2)]);
  expect(classes.map(({ name, images }) => [name, images.length])).toEqual([
    ['all', 5],
    ['up to 0.3 megapixels', 2],
    ['above 2 megapixels', 3],
  ]);
  expect(sizeClasses([])).toEqual([]);
});

test('the limit leaves a twentieth of each class above it', () => {
  // Of 40 large images with scores 1 to 40, two lie above 38; of all 80, four lie above 36.
  const large = images(40, 12, (i) => i + 1);
  const small = images(40, 0.2, () => 0.5);
  expect(authenticLimit(sizeClasses([...large, ...small]), 'method')).toBe(38);
  const curve = { slope: 1, offset: -Math.log(38 + 1e-3) };
  const classes = sizeClasses(large);
  expect(sizeClassFigures(classes[0]!, 'method', curve)).toEqual({
    images: 40,
    median: 20,
    falseAlarms: 0.05,
  });
});

test('fewer than 20 images set no limit', () => {
  expect(authenticLimit(sizeClasses(images(19, 1, (i) => i)), 'method')).toBeUndefined();
  expect(authenticLimit(sizeClasses(images(20, 1, (i) => i)), 'method')).toBe(18);
});
