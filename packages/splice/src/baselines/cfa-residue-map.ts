import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { percentile } from '../numeric/percentile.ts';
import { assertGridImage } from '../patches/assert-grid-image.ts';
import { measurePatches } from './measure-patches.ts';

/** Added to squared errors, so that rounding to whole grey levels counts for little. */
const ROUNDING = 1 / 4;

/**
 * A baseline that needs no model: traces of colour filter interpolation. A camera measures green at
 * every other pixel, in a chequerboard, and interpolates the rest; so green is better predicted
 * from its four neighbours at interpolated places than at measured ones. Resizing, blurring or
 * lossy saving wipes that out, and a region displaced by one pixel has it the other way round.
 *
 * The value of a patch is the logarithm of the ratio of the geometric means of squared prediction
 * errors on the two halves of the chequerboard, its sign turned so that most patches are negative.
 *
 * @param image - the image that the grid was laid on
 * @returns `[cellRows, cellCols]`, high where the chequerboard of the image is missing or reversed;
 *   near 0 everywhere when the image has none
 * @throws TypeError or RangeError when image and grid do not fit, or patches are smaller than 4
 * @see Ferrara, Bianchi, De Rosa and Piva, Image forgery localization via fine-grained analysis of
 *   CFA artifacts, 2012
 */
export function cfaResidueMap(image: RasterImage, grid: PatchGrid): DenseArray {
  assertGridImage(image, grid, 4);
  const map = measurePatches(grid, (left, top) => chequer(image, left, top, grid.patchSize));
  if (map.data.length > 0 && percentile(map.data, 50) > 0) {
    for (let i = 0; i < map.data.length; i++) map.data[i]! *= -1;
  }
  return map;
}

/** Mean logarithm of squared errors where column plus row is even, less that where it is odd. */
function chequer({ data, width }: RasterImage, left: number, top: number, size: number): number {
  const sums = [0, 0];
  const counts = [0, 0];
  for (let y = top + 1; y < top + size - 1; y++) {
    for (let x = left + 1; x < left + size - 1; x++) {
      const i = (y * width + x) * 3 + 1;
      const around = data[i - 3]! + data[i + 3]! + data[i - width * 3]! + data[i + width * 3]!;
      const error = data[i]! - around / 4;
      const half = (x + y) % 2;
      sums[half]! += Math.log(ROUNDING + error * error);
      counts[half]! += 1;
    }
  }
  return sums[0]! / counts[0]! - sums[1]! / counts[1]!;
}
