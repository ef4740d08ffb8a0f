/** A part of an image, by how much of each pixel belongs to it. */
export interface Cutout {
  /** Upper left corner of the smallest rectangle around the part, in pixels of the image. */
  x: number;
  y: number;
  /** Size of that rectangle. */
  width: number;
  height: number;
  /** `height * width` values of 0…1, row-major. */
  coverage: Float32Array;
}

/**
 * The part of an image that `coverage` marks, in the smallest rectangle around it.
 *
 * @param coverage - rows of `width` values of 0…1
 * @param offset - added to its place
 * @throws RangeError for a part of nothing
 */
export function cutout(
  coverage: ArrayLike<number>,
  width: number,
  offset: { x: number; y: number } = { x: 0, y: 0 },
): Cutout {
  let [left, right, top, bottom] = [width, -1, Number.POSITIVE_INFINITY, -1];
  for (let i = 0; i < coverage.length; i += 1) {
    if (coverage[i]! === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  if (right < 0) throw new RangeError('expected a region of at least one pixel, got none');
  const size = { width: right - left + 1, height: bottom - top + 1 };
  const part = new Float32Array(size.width * size.height).map(
    (_, i) => coverage[(top + Math.floor(i / size.width)) * width + left + (i % size.width)]!,
  );
  return { x: left + offset.x, y: top + offset.y, ...size, coverage: part };
}
