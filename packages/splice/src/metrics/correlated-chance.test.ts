import { expect, test } from 'vitest';
import { regularGrid } from '../../test/patch-grid.ts';
import { correlatedChance } from './correlated-chance.ts';

function rectangleMask(width: number, height: number, share: number) {
  const data = new Uint8Array(width * height);
  const side = Math.sqrt(share);
  for (let i = 0; i < data.length; i++) {
    const inside = i % width < side * width && Math.floor(i / width) < side * height;
    data[i] = inside ? 255 : 0;
  }
  return { data, shape: [height, width] };
}

test('`correlatedChance` lies above the share of spliced pixels, and more so for a smooth map', () => {
  const mask = rectangleMask(128, 96, 0.1);
  const fine = correlatedChance(regularGrid(512, 384, 16, 16), mask, { draws: 20 })!;
  const smooth = correlatedChance(regularGrid(512, 384, 128, 16), mask, { draws: 20 })!;
  expect(fine.averagePrecision).toBeGreaterThan(0.1);
  expect(smooth.averagePrecision).toBeGreaterThan(fine.averagePrecision + 0.02);
  expect(fine.rocAuc).toBeGreaterThan(0.5);
  expect(smooth.rocAuc).toBeGreaterThan(fine.rocAuc);
});

test('`correlatedChance` is the same for the same seed', () => {
  const grid = regularGrid(128, 96, 32, 16);
  const mask = rectangleMask(128, 96, 0.2);
  expect(correlatedChance(grid, mask, { draws: 2 })).toEqual(
    correlatedChance(grid, mask, { draws: 2 }),
  );
});

test('`correlatedChance` is undefined for authentic images and refuses no draws', () => {
  const grid = regularGrid(64, 64, 16, 16);
  const authentic = { data: new Uint8Array(64 * 64), shape: [64, 64] };
  expect(correlatedChance(grid, authentic)).toBeUndefined();
  expect(() => correlatedChance(grid, authentic, { draws: 0 })).toThrow(
    'expected a number of draws',
  );
});
