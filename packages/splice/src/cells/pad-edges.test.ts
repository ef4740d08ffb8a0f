import { expect, test } from 'vitest';
import { padEdges } from './pad-edges.ts';

test('the outermost cells go on beyond the borders', () => {
  const map = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] };
  expect(padEdges(map, [1, 2])).toEqual({
    data: Float32Array.from([
      ...[1, 1, 1, 2, 3, 3, 3],
      ...[1, 1, 1, 2, 3, 3, 3],
      ...[4, 4, 4, 5, 6, 6, 6],
      ...[4, 4, 4, 5, 6, 6, 6],
    ]),
    shape: [4, 7],
  });
});

test('one cell fills everything, bytes stay bytes', () => {
  const map = { data: Uint8Array.of(255), shape: [1, 1] };
  expect(padEdges(map, [1, 1])).toEqual({ data: new Uint8Array(9).fill(255), shape: [3, 3] });
});

test('a map without cells and a margin of none change nothing', () => {
  const none = { data: new Float32Array(0), shape: [0, 0] };
  expect(padEdges(none, [2, 2])).toBe(none);
  const map = { data: Float32Array.of(1, 2), shape: [1, 2] };
  expect(padEdges(map, [0, 0])).toBe(map);
});
