import { expect, it } from 'vitest';
import { recallOf } from './recall-of.ts';

const hits = (...ids: string[]) => ids.map((id) => ({ id, cosine: 0 }));

it('recall is the share of the nearest that were found, in any order', () => {
  expect(recallOf([hits('b', 'a'), hits('c', 'x')], [hits('a', 'b'), hits('c', 'd')])).toBe(0.75);
});

it('recall of nothing is no number', () => {
  expect(recallOf([[]], [[]])).toBeNaN();
  expect(recallOf([], [])).toBeNaN();
});

it('recall wants as many lists as there are queries', () => {
  expect(() => recallOf([], [hits('a')])).toThrow('expected hits of 1 queries, got 0');
});
