import { expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { regionScore } from './region-score.ts';

const [rows, cols, dim] = [18, 24, 12];
const shape = [rows, cols];

function scoreOf(contrast: number, mask: Uint8Array, truthful = true): number {
  const { embeddings, truth } = twoCameras({ rows, cols, dim, contrast });
  const data = truthful ? Uint8Array.from(truth, (one) => (one ? 255 : 0)) : mask;
  return regionScore(embeddings, { data, shape }, { meanResponse: 0.5 });
}

test('`regionScore` rises with the distance between two cameras', () => {
  const scores = [0.5, 1, 2, 4].map((contrast) => scoreOf(contrast, new Uint8Array(0)));
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  expect(scores[0]).toBeGreaterThan(0);
});

test('`regionScore` adds to the mean response what it has without any', () => {
  const { embeddings, truth } = twoCameras({ rows, cols, dim, contrast: 2 });
  const mask = { data: Uint8Array.from(truth, (one) => (one ? 255 : 0)), shape };
  const at = (meanResponse: number) => regionScore(embeddings, mask, { meanResponse });
  expect(at(0.8)).toBeCloseTo(0.8 + at(0), 10);
  expect(at(-1e-9)).toBe(at(0));
  expect(at(0)).toBeGreaterThan(0);
});

test('a mask that holds nothing or everything adds nothing, one of whole sides very little', () => {
  const border = Uint8Array.from({ length: rows * cols }, (_, i) => {
    const [row, col] = [Math.floor(i / cols), i % cols];
    return row === 0 || col === 0 || row === rows - 1 || col === cols - 1 ? 255 : 0;
  });
  for (const mask of [new Uint8Array(rows * cols), border.map(() => 255)]) {
    expect(scoreOf(2, mask, false)).toBe(0.5);
  }
  expect(scoreOf(2, border, false) - 0.5).toBeLessThan((scoreOf(2, border) - 0.5) / 10);
});

test('a mask of another size is refused', () => {
  const { embeddings } = twoCameras({ rows, cols, dim, contrast: 2 });
  const mask = { data: new Uint8Array(6), shape: [2, 3] };
  expect(() => regionScore(embeddings, mask, { meanResponse: 1 })).toThrow(
    'expected a mask of 18 by 24 cells, got [2, 3]',
  );
});
