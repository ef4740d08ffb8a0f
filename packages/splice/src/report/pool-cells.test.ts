import { expect, test } from 'vitest';
import { poolCells } from './pool-cells.ts';

const axis = (length: number) => ({
  centres: Array.from({ length }, (_, i) => 8 + 16 * i),
  stride: 16,
});

test('few enough cells stay as they are', () => {
  const block = {
    data: Float32Array.of(1, 2),
    channels: 1,
    cells: { rows: axis(1), cols: axis(2) },
  };
  expect(poolCells(block, 2)).toBe(block);
});

test('blocks are averaged channel by channel, and lie where their cells lay', () => {
  const cells = { rows: axis(2), cols: axis(3) };
  const data = Float32Array.of(1, 10, 2, 20, 9, 90, 3, 30, 4, 40, 11, 110);
  const pooled = poolCells({ data, channels: 2, cells }, 2);
  expect([...pooled.data]).toEqual([2.5, 25, 10, 100]);
  expect(pooled.cells.cols.centres).toEqual([16, 40]);
  expect(pooled.cells.rows).toEqual({ centres: [16], stride: 32 });
});

test('a single cell is left of very many, should only one be allowed', () => {
  const cells = { rows: axis(30), cols: axis(40) };
  const pooled = poolCells({ data: new Float32Array(1200).fill(7), channels: 1, cells }, 0);
  expect(pooled.data).toHaveLength(1);
  expect(pooled.data[0]).toBeCloseTo(7, 3);
});
