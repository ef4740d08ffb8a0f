import { expect, test } from 'vitest';
import { regularGrid } from '../../test/patch-grid.ts';
import { cellGeometry } from './cell-geometry.ts';
import { cellMeans } from './cell-means.ts';
import { cellRectangle } from './cell-rectangle.ts';
import { gridSpread } from './grid-spread.ts';
import { mapToImage } from './map-to-image.ts';

test('`cellGeometry` lays cells at the offsets and goes on by the stride', () => {
  const { rows, cols } = cellGeometry(regularGrid(56, 40, 16, 4));
  expect(rows.spread).toBe(4);
  expect([...rows.starts]).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36]);
  expect(cols.starts.length).toBe(14);
});

test('`cellGeometry` centres the cells of a patch that the stride does not divide', () => {
  const { rows } = cellGeometry(regularGrid(100, 100, 20, 12));
  expect(rows.spread).toBe(1);
  expect([...rows.starts.slice(0, 2)]).toEqual([4, 16]);
  const apart = cellGeometry(regularGrid(100, 100, 20, 30));
  expect([...apart.cols.starts]).toEqual([-5, 25, 55]);
});

test('`cellGeometry` gives an axis of one patch one cell', () => {
  const { rows, cols } = cellGeometry(regularGrid(64, 16, 16, 4));
  expect([rows.spread, rows.stride, rows.starts.length]).toEqual([1, 16, 1]);
  expect([cols.spread, cols.starts.length]).toEqual([4, 16]);
  expect(gridSpread(regularGrid(16, 16, 16, 4))).toEqual([1, 1]);
});

test('`cellGeometry` takes uneven offsets and refuses those that do not rise', () => {
  const grid = regularGrid(64, 64, 16, 8);
  const uneven = { ...grid, rowOffsets: Int32Array.of(0, 7, 15, 22) };
  const { rows } = cellGeometry(uneven);
  expect(rows.spread).toBe(2);
  expect(rows.starts.length).toBe(5);
  const falling = { ...grid, colOffsets: Int32Array.of(0, 8, 8) };
  expect(() => cellGeometry(falling)).toThrow('expected rising column offsets, got 8 and then 8');
});

test('`cellRectangle` tells the pixels of a cell, and that there is no such cell', () => {
  const grid = regularGrid(56, 40, 16, 4);
  expect(cellRectangle(grid, { row: 9, col: 2 })).toEqual({ x: 8, y: 36, width: 4, height: 4 });
  expect(() => cellRectangle(grid, { row: 10, col: 0 })).toThrow('10 by 14 grid');
});

test('`mapToImage` keeps the value of a cell at its centre and is linear between', () => {
  const grid = regularGrid(40, 16, 8, 8);
  const map = { data: Float32Array.of(0, 8, 16, 24, 32, 0, 8, 16, 24, 32), shape: [2, 5] };
  const { data, shape } = mapToImage(map, grid);
  expect(shape).toEqual([16, 40]);
  for (let x = 0; x < 40; x++) {
    expect(data[5 * 40 + x]).toBeCloseTo(Math.min(32, Math.max(0, x - 3.5)), 5);
  }
});

test('`mapToImage` at another size samples the same surface', () => {
  const grid = regularGrid(40, 40, 8, 4);
  const [rows, cols] = [10, 10];
  const map = { data: Float32Array.from({ length: 100 }, (_, i) => i % 10), shape: [rows, cols] };
  const small = mapToImage(map, grid, { height: 4, width: 20 });
  expect(small.shape).toEqual([4, 20]);
  for (let x = 2; x < 18; x++) expect(small.data[x]).toBeCloseTo((2 * x + 1 - 2) / 4, 5);
});

test('`mapToImage` puts a lone hot patch where it lies, unlike the published stretch', () => {
  const grid = regularGrid(500, 500, 64, 100);
  const data = new Float32Array(25);
  data[24] = 1;
  const votes = cellMeans({ data, shape: [5, 5, 1] }, { spread: gridSpread(grid) });
  const map = { data: votes.data, shape: votes.shape.slice(0, 2) };
  const peak = (align: 'cells' | 'stretch') => {
    const image = mapToImage(map, grid, { align });
    const at = image.data.indexOf(image.data.reduce((a, b) => Math.max(a, b)));
    return at % 500;
  };
  expect(peak('cells')).toBe(432);
  expect(peak('stretch')).toBe(450);
});

test('`mapToImage` spreads a single cell over the image and refuses what does not fit', () => {
  const grid = regularGrid(8, 8, 8, 8);
  const one = { data: Float32Array.of(0.25), shape: [1, 1] };
  expect(mapToImage(one, grid).data.every((value) => value === 0.25)).toBe(true);
  expect(() => mapToImage(one, regularGrid(16, 8, 8, 8))).toThrow("the grid's 1 by 2 cells");
  expect(() => mapToImage(one, grid, { height: 0 })).toThrow('expected a whole number of pixels');
});
