/** How stored rows and columns come to stand upright: first exchanged, then mirrored, then flipped. */
export interface Turn {
  /** Rows and columns change places. */
  transpose: boolean;
  /** Left and right change places. */
  mirror: boolean;
  /** Top and bottom change places. */
  flip: boolean;
}

/**
 * What EXIF's orientation asks for, as `orientImage` does it to pixels.
 *
 * @throws RangeError when the orientation is not an integer of 1…8
 */
export function turn(orientation: number): Turn {
  if (!Number.isInteger(orientation) || orientation < 1 || orientation > 8) {
    throw new RangeError(`expected an EXIF orientation of 1 to 8, got ${orientation}`);
  }
  return {
    transpose: orientation >= 5,
    mirror: [2, 3, 6, 7].includes(orientation),
    flip: [3, 4, 7, 8].includes(orientation),
  };
}
