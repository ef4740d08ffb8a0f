/**
 * Weights of the four pixels around a place between the second and the third of them.
 *
 * @param offset how far behind the second pixel, 0…1
 * @see R. Keys, "Cubic convolution interpolation" (1981), a = −½
 */
export function cubicWeights(offset: number): readonly [number, number, number, number] {
  const [t, t2, t3] = [offset, offset ** 2, offset ** 3];
  return [
    (-t3 + 2 * t2 - t) / 2,
    (3 * t3 - 5 * t2 + 2) / 2,
    (-3 * t3 + 4 * t2 + t) / 2,
    (t3 - t2) / 2,
  ];
}
