import { BLOCK } from './jpeg-block.ts';

/**
 * How many whole 8 by 8 blocks lie along a side of an image.
 *
 * @param side - in pixels
 * @param offset - pixels before the first block
 */
export function blocksAlong(side: number, offset = 0): number {
  return Math.max(0, Math.floor((side - offset) / BLOCK));
}
