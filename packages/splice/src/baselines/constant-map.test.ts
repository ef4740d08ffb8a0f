import { expect, test } from 'vitest';
import { regularGrid } from '../../test/patch-grid.ts';
import { constantMap } from './constant-map.ts';

test('`constantMap` is the same everywhere', () => {
  const map = constantMap(regularGrid(56, 40, 16, 4));
  expect(map.shape).toEqual([10, 14]);
  expect(map.data.every((value) => value === 0.5)).toBe(true);
});
