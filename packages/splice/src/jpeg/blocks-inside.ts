import { BLOCK } from './jpeg-block.ts';

/**
 * Indices of the 8 by 8 blocks that lie in a patch whole.
 *
 * @param size - side of the patch in pixels
 * @param cols - blocks across the image
 */
export function* blocksInside(
  left: number,
  top: number,
  size: number,
  cols: number,
): Generator<number> {
  const endRow = Math.floor((top + size) / BLOCK);
  const endCol = Math.floor((left + size) / BLOCK);
  for (let row = Math.ceil(top / BLOCK); row < endRow; row++) {
    for (let col = Math.ceil(left / BLOCK); col < endCol; col++) yield row * cols + col;
  }
}
