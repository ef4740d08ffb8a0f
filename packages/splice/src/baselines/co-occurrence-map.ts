import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { assertGridImage } from '../patches/assert-grid-image.ts';
import { backgroundDistances } from './background-distances.ts';
import { leadingComponents } from './leading-components.ts';
import { measurePatches } from './measure-patches.ts';
import { CO_OCCURRENCES, residualCoOccurrences } from './residual-co-occurrences.ts';

/** Options of {@link coOccurrenceMap}. */
export interface CoOccurrenceMapOptions {
  /** Principal components of the features that are looked at, 1…50. @defaultValue 6 */
  components?: number;
}

/** A normal distribution is fitted to at least so many patches for each of its dimensions. */
const PATCHES_A_COMPONENT = 8;

/**
 * A baseline that needs no model, in the manner of Splicebuster: how rare the fine texture of a
 * patch is in its image. What a camera does to the noise of all its pixels shows in how residuals
 * follow each other; what does not fit the normal distribution of most patches was pasted.
 *
 * Unlike the published method it looks at the patches of the grid instead of 128-pixel blocks at
 * every eighth pixel, keeps saturated patches, takes 6 components and not 25, since a distribution
 * of 25 dimensions swallows a splice whole where there are but a thousand patches, and trims the
 * normal distribution where the published one mixes it with a uniform one.
 *
 * @param image - the image that the grid was laid on
 * @returns `[cellRows, cellCols]`, logarithm of one plus the squared Mahalanobis distance to most
 *   patches; high = unlike the rest
 * @throws TypeError or RangeError when image and grid do not fit, patches are smaller than 8, or
 *   components are out of range
 * @see Cozzolino, Poggi and Verdoliva, Splicebuster: a new blind image splicing detector, 2015
 */
export function coOccurrenceMap(
  image: RasterImage,
  grid: PatchGrid,
  options: CoOccurrenceMapOptions = {},
): DenseArray {
  const { components = 6 } = options;
  assertGridImage(image, grid, 8);
  if (!(Number.isInteger(components) && components >= 1 && components <= CO_OCCURRENCES)) {
    throw new RangeError(`expected 1 to ${CO_OCCURRENCES} components, got ${components}`);
  }
  const features = residualCoOccurrences(image, grid);
  const patches = features.length / CO_OCCURRENCES;
  const most = Math.max(1, Math.min(components, Math.floor(patches / PATCHES_A_COMPONENT)));
  const leading = leadingComponents(features, CO_OCCURRENCES, most);
  const distances = backgroundDistances(leading.data, leading.components);
  let next = 0;
  return measurePatches(grid, () => Math.log1p(distances[next++] ?? 0));
}
