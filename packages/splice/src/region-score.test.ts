import { expect, test } from 'vitest';
import { twoCameras } from '../test/two-cameras.ts';
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

test('`regionScore` grows with the square of the mean response, and is 0 without any', () => {
  const { embeddings, truth } = twoCameras({ rows, cols, dim, contrast: 2 });
  const mask = { data: Uint8Array.from(truth, (one) => (one ? 255 : 0)), shape };
  const at = (meanResponse: number) => regionScore(embeddings, mask, { meanResponse });
  expect(at(0.8)).toBeCloseTo(16 * at(0.2), 10);
  expect([at(0), at(-1e-9)]).toEqual([0, 0]);
});

test('a mask that holds nothing, everything or the whole border scores 0', () => {
  const border = Uint8Array.from({ length: rows * cols }, (_, i) => {
    const [row, col] = [Math.floor(i / cols), i % cols];
    return row === 0 || col === 0 || row === rows - 1 || col === cols - 1 ? 255 : 0;
  });
  for (const mask of [new Uint8Array(rows * cols), border.map(() => 255), border]) {
    expect(scoreOf(2, mask, false)).toBe(0);
  }
});

test('a mask of another size is refused', () => {
  const { embeddings } = twoCameras({ rows, cols, dim, contrast: 2 });
  const mask = { data: new Uint8Array(6), shape: [2, 3] };
  expect(() => regionScore(embeddings, mask, { meanResponse: 1 })).toThrow(
    'expected a mask of 18 by 24 cells, got [2, 3]',
  );
});
