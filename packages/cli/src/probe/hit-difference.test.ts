import { expect, test } from 'vitest';
import { hitDifference } from './hit-difference.ts';
import type { ProbeExample } from './probe-example.ts';

const examples = Array.from({ length: 60 }, (_, i): ProbeExample => {
  const load = () => Promise.reject(new Error('not needed'));
  return { id: String(i), group: `photo ${i >> 1}`, label: i % 3 ? 'a' : 'b', load };
});
const truth = examples.map(({ label }) => label);
const wrong = truth.map((label, i) => (i % 4 < 2 ? 'c' : label));

test('`hitDifference` is the mean over photos of hits of one less those of the other', () => {
  const { value, low, high } = hitDifference(examples, truth, wrong);
  expect(value).toBeCloseTo(0.5, 12);
  expect([low < 0.5, low > 0.25, high > 0.5, high < 0.75]).toEqual(Array(4).fill(true));
  const turned = hitDifference(examples, wrong, truth);
  expect([turned.value, turned.low]).toEqual([-value, -high]);
});

test('`hitDifference` is nothing between equals, and without examples', () => {
  expect(hitDifference(examples, wrong, wrong)).toEqual({ value: 0, low: 0, high: 0 });
  expect(hitDifference([], [], [])).toEqual({ value: 0, low: 0, high: 0 });
});
