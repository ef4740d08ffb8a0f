import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { BLOCK } from '../jpeg/jpeg-block.ts';
import { assertGridImage } from '../patches/assert-grid-image.ts';
import { patchLuminance } from '../patches/patch-luminance.ts';
import { measurePatches } from './measure-patches.ts';

/** Differences above this are edges of the scene, not of blocks; in grey levels. */
const EDGE = 12;

/** Added to every mean difference, so that flat patches count for little; in grey levels. */
const FLAT = 0.25;

/**
 * A baseline that needs no model: where the block grid of JPEG lies. What was pasted from another
 * JPEG keeps its own grid, most often displaced, until the whole is saved again at a lower quality.
 *
 * The cross difference `|a − b − c + d|` of 2 by 2 pixels is larger astride a block border. A patch
 * gathers it by column modulo 8 and by row modulo 8; the place where it is largest over all patches
 * is the grid of the image. The value of a patch is how little of that grid it shows: minus the
 * logarithm of the difference there over that at the seven other places, mean of columns and rows.
 *
 * @param image - the image that the grid was laid on
 * @returns `[cellRows, cellCols]`, high where the grid of the image is missing; near 0 everywhere
 *   when the image has none
 * @throws TypeError or RangeError when image and grid do not fit, or patches are smaller than 16
 * @see Chen and Hsu, Image tampering detection by blocking periodicity analysis, 2008
 * @see Li, Yuan and Yu, Passive detection of doctored JPEG image via block artifact grid
 *   extraction, 2009
 */
export function jpegGridMap(image: RasterImage, grid: PatchGrid): DenseArray {
  assertGridImage(image, grid, 2 * BLOCK);
  const profiles: PatchProfile[] = [];
  const luminance = new Float32Array(grid.patchSize ** 2);
  for (const top of grid.rowOffsets) {
    for (const left of grid.colOffsets) {
      patchLuminance(image, left, top, grid.patchSize, luminance);
      profiles.push(patchProfile(luminance, grid.patchSize, left, top));
    }
  }
  const across = strongestPlace(profiles.map(({ columns }) => columns));
  const down = strongestPlace(profiles.map(({ rows }) => rows));
  let next = 0;
  return measurePatches(grid, () => {
    const { columns, rows } = profiles[next++]!;
    return -(standing(columns, across) + standing(rows, down)) / 2;
  });
}

/** Mean cross differences by column and by row of the image, modulo 8. */
interface PatchProfile {
  columns: Float64Array;
  rows: Float64Array;
}

function patchProfile(
  luminance: Float32Array,
  size: number,
  left: number,
  top: number,
): PatchProfile {
  const columns = new Float64Array(BLOCK);
  const rows = new Float64Array(BLOCK);
  // Whole periods only, so that every place has as many differences.
  const whole = BLOCK * Math.floor((size - 1) / BLOCK);
  for (let y = 0; y < whole; y++) {
    for (let x = 0, i = y * size; x < whole; x++, i++) {
      const upper = luminance[i]! - luminance[i + 1]!;
      const lower = luminance[i + size]! - luminance[i + size + 1]!;
      const difference = Math.min(EDGE, Math.abs(upper - lower));
      columns[(left + x) % BLOCK]! += difference;
      rows[(top + y) % BLOCK]! += difference;
    }
  }
  const count = (whole * whole) / BLOCK;
  const mean = (sum: number) => FLAT + sum / count;
  return { columns: columns.map(mean), rows: rows.map(mean) };
}

/** Where most patches have their largest differences, each patch with one vote to spread. */
function strongestPlace(profiles: readonly Float64Array[]): number {
  const votes = new Float64Array(BLOCK);
  for (const profile of profiles) {
    for (let place = 0; place < BLOCK; place++) votes[place]! += standing(profile, place);
  }
  return votes.indexOf(Math.max(...votes));
}

/** Logarithm of the difference at one place over the mean of the others. */
function standing(profile: Float64Array, place: number): number {
  const all = profile.reduce((sum, value) => sum + value, 0);
  return Math.log((profile[place]! * (BLOCK - 1)) / (all - profile[place]!));
}
