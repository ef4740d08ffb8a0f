import type { DenseArray } from '@exifclip/image';

/**
 * Checks what an encoder is given.
 *
 * @param what `patches` or `tiles`
 * @throws TypeError unless it is `[n, side, side, 3]` and holds as many bytes
 */
export function assertPatchShape(
  { data, shape }: DenseArray<Uint8Array>,
  { id, side, what }: { id: string; side: number; what: 'patches' | 'tiles' },
): void {
  const [count = 0, ...sides] = shape;
  if (sides.join() !== `${side},${side},3`) {
    throw new TypeError(`${id}: expected ${what} [n, ${side}, ${side}, 3], got [${shape}]`);
  }
  if (data.length !== count * side * side * 3) {
    throw new TypeError(
      `${id}: expected ${count * side * side * 3} bytes for ${what} [${shape}], got ${data.length}`,
    );
  }
}
