import { expect, test } from 'vitest';
import { degradationName } from './degradation.ts';
import { parseRobustness } from './parse-robustness.ts';

const names = (text: string) => parseRobustness(text).map(degradationName);

test('a range stands for six values, a kind alone for its usual range', () => {
  expect(names('jpeg=95..50')).toEqual(
    [95, 86, 77, 68, 59, 50].map((quality) => `jpeg=${quality}`),
  );
  expect(names('resize=0.5..1, blur=2')).toEqual([
    ...[0.5, 0.6, 0.7, 0.8, 0.9, 1].map((factor) => `resize=${factor}`),
    'blur=2',
  ]);
  expect(names('noise')).toEqual([1, 3, 5, 7, 9, 11].map((sigma) => `noise=${sigma}`));
  expect(names('jpeg=90..92')).toEqual(['jpeg=90', 'jpeg=91', 'jpeg=92']);
});

test.each([
  ['jpg=90', 'expected jpeg, resize, blur, noise or kind=from..to, got jpg=90'],
  ['jpeg=0', 'expected jpeg of 1 to 100'],
  ['resize=0..1', 'expected resize of 0.1 to 2'],
  ['blur=', 'expected blur of 0.1 to 20'],
  ['noise=1..2..3', 'expected noise of 0.1 to 100'],
  ['jpeg=90..NaN', 'expected jpeg'],
  ['', 'expected jpeg, resize'],
])('a sweep of %j is refused', (text, message) => {
  expect(() => parseRobustness(text)).toThrow(message);
});
