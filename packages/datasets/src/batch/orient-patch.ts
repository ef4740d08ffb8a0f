/**
 * Copies a square patch in one of its eight orientations: bit 0 of `orientation` mirrors left and
 * right, bit 1 top and bottom, and bit 2 swaps rows and columns.
 *
 * @param patch - interleaved RGB, `size * size * 3` values
 * @param target - as many values
 */
export function orientPatch(
  patch: Uint8Array,
  size: number,
  orientation: number,
  target: Uint8Array,
): void {
  const along = orientation & 4 ? size * 3 : 3;
  const across = orientation & 4 ? 3 : size * 3;
  const stepX = orientation & 1 ? -along : along;
  const stepY = orientation & 2 ? -across : across;
  const start =
    (orientation & 1 ? along * (size - 1) : 0) + (orientation & 2 ? across * (size - 1) : 0);
  let to = 0;
  for (let y = 0; y < size; y += 1) {
    let from = start + y * stepY;
    for (let x = 0; x < size; x += 1, from += stepX, to += 3) {
      target[to] = patch[from]!;
      target[to + 1] = patch[from + 1]!;
      target[to + 2] = patch[from + 2]!;
    }
  }
}
