import type { PatchGrid } from '@exifclip/patch-encoder';

/**
 * One number a patch.
 *
 * @param measure - of the patch whose first pixel is (left, top)
 * @returns `rows * cols` values, row by row
 */
export function patchValues(
  { rowOffsets, colOffsets }: PatchGrid,
  measure: (left: number, top: number) => number,
): Float32Array {
  const values = new Float32Array(rowOffsets.length * colOffsets.length);
  let at = 0;
  for (const top of rowOffsets) {
    for (const left of colOffsets) values[at++] = measure(left, top);
  }
  return values;
}
