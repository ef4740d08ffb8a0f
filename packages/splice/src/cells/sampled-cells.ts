import { seededRandom } from '../numeric/seeded-random.ts';

/**
 * Which cells stand for all of them where a method would look at every pair: one at random of each
 * of `most` runs of about the same length, so that all parts of the image are there; all cells
 * where there are no more than that. In rising order, the same ones every time.
 */
export function sampledCells(count: number, most: number): Int32Array {
  if (count <= most) return Int32Array.from({ length: count }, (_, i) => i);
  const random = seededRandom(count);
  return Int32Array.from({ length: most }, (_, i) => {
    const from = Math.floor((i * count) / most);
    const to = Math.floor(((i + 1) * count) / most);
    return from + Math.floor(random() * (to - from));
  });
}
