import { expect, test } from 'vitest';
import { flatImage } from '../../test/made-forgery.ts';
import { regularGrid } from '../../test/patch-grid.ts';
import { coveredBlocks } from './covered-blocks.ts';

test('`coveredBlocks` are those that lie in a patch whole, each once and in order', () => {
  const image = flatImage(64, 40);
  // Patches of 20 pixels every 24: the first holds blocks 0 and 1 both ways, the next at 24 too.
  const { blocks, loss } = coveredBlocks(image, regularGrid(64, 40, 20, 24));
  expect([...blocks]).toEqual([0, 1, 3, 4, 8, 9, 11, 12]);
  expect(loss).toHaveLength(8);
});

test('where patches overlap all blocks are covered, without patches none is', () => {
  const image = flatImage(64, 40);
  const grid = regularGrid(64, 40, 16, 8);
  expect([...coveredBlocks(image, grid).blocks]).toEqual(Array.from({ length: 40 }, (_, i) => i));
  const none = { ...grid, colOffsets: new Int32Array(0) };
  expect(coveredBlocks(image, none).blocks).toHaveLength(0);
});
