import { expect, test } from 'vitest';
import { twoCameras } from '../../test/two-cameras.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import { exponentialRegion } from './exponential-region.ts';

const [rows, cols, dim] = [20, 24, 8];

/** Sky above ground (two directions), and in the ground a block that points elsewhere. */
function scene(block: (row: number, col: number) => boolean) {
  const random = seededRandom(5);
  const data = new Float32Array(rows * cols * dim);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const axis = block(row, col) ? 2 : row < 8 ? 0 : 1;
      for (let k = 0; k < dim; k++) {
        data[(row * cols + col) * dim + k] = (k === axis ? 1 : 0) + 0.2 * (random() - 0.5);
      }
    }
  }
  return { data, shape: [rows, cols, dim] };
}

const inBlock = (row: number, col: number) => row > 10 && row < 16 && col > 5 && col < 13;

test('the pasted block is found, though sky and ground are the larger difference', () => {
  const { data, shape } = exponentialRegion(scene(inBlock));
  expect(shape).toEqual([rows, cols]);
  data.forEach((value, i) => {
    expect(value > 0).toBe(inBlock(Math.floor(i / cols), i % cols));
  });
});

test('one cell, and cells that are all alike, stand out nowhere', () => {
  expect(exponentialRegion({ data: Float32Array.of(1, 0), shape: [1, 1, 2] }).data).toEqual(
    Float32Array.of(0),
  );
  const alike = { data: new Float32Array(5 * 5 * 2).fill(0.5), shape: [5, 5, 2] };
  expect(exponentialRegion(alike).data).toEqual(new Float32Array(25));
});

test('a value that is not finite is refused with its place', () => {
  const cells = scene(inBlock);
  cells.data[(3 * cols + 4) * dim] = Number.NaN;
  expect(() => exponentialRegion(cells)).toThrow('NaN at row 3, column 4');
});

test('noise as slight as that of rounded weights leaves nearly every cell on its side', () => {
  for (const seed of [1, 2, 3, 4]) {
    const { embeddings } = twoCameras({ rows, cols, dim: 12, contrast: 1, seed });
    const random = seededRandom(seed);
    const nudged = embeddings.data.map((value) => value + 0.004 * (random() - 0.5));
    const before = exponentialRegion(embeddings).data;
    const after = exponentialRegion({ data: nudged, shape: embeddings.shape }).data;
    const same = before.filter((value, i) => value > 0 === after[i]! > 0).length;
    expect(same / before.length, `seed ${seed}`).toBeGreaterThan(0.97);
  }
});
