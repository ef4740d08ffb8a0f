import type { DenseArray, RasterImage } from '@exifclip/image';
import { assertGridFits } from './assert-grid-fits.ts';
import type { FeatureEncoder } from './feature-encoder.ts';
import type { PatchGrid } from './patch-grid.ts';
import { pooledStatistics } from './pooled-statistics.ts';
import { type SumFeaturesOptions, sumFeatures } from './sum-features.ts';

export interface EncodeGridConvolutionallyOptions extends SumFeaturesOptions {
  /**
   * Must be true for towers that pad their patches, of whose embeddings one pass over the image
   * gives an approximation.
   * @defaultValue false
   */
  approximate?: boolean | undefined;
}

/**
 * Encodes the patches of an image's grid by one pass over the image instead of one over each
 * patch, which is cheaper the more the patches overlap. For towers without padding the result is
 * that of `encodeGrid` to float noise; for others it is an approximation, since the edges of a
 * patch are part of what they see.
 *
 * The image goes through the tower in overlapping tiles, and the features of a patch are pooled
 * from sums over boxes: memory grows with the tile and the grid, and not with the image.
 *
 * @returns `[rows, cols, dim]`, every embedding of unit length as the encoder returns it
 * @throws RangeError when the tower pads and `approximate` is not true, the patches are of another
 * size than the encoder's, the grid is not that of the image, its patches do not lie multiples of
 * the tower's stride apart, or the tiles are too small for what a position sees; TypeError when
 * the encoder returns an array of the wrong shape
 */
export async function encodeGridConvolutionally(
  encoder: FeatureEncoder,
  image: RasterImage,
  grid: PatchGrid,
  options: EncodeGridConvolutionallyOptions = {},
): Promise<DenseArray<Float32Array>> {
  const { approximate = false, ...sumOptions } = options;
  const { id, dim, patchSize, geometry } = encoder;
  assertGridFits(image, grid);
  if (patchSize !== grid.patchSize) {
    throw new RangeError(
      `expected a grid of ${patchSize}-pixel patches for encoder ${id}, got ${grid.patchSize}`,
    );
  }
  if (geometry.padded && !approximate) {
    throw new RangeError(
      `expected approximate: true for encoder ${id}, whose tower pads its patches`,
    );
  }
  const [rows, cols] = [grid.rowOffsets.length, grid.colOffsets.length];
  if (rows * cols === 0) return { data: new Float32Array(0), shape: [rows, cols, dim] };
  const statistics = pooledStatistics(
    await sumFeatures(encoder, image, grid, sumOptions),
    geometry.pooling,
  );
  const { data, shape } = await encoder.embed(statistics, { signal: options.signal });
  if (shape.join() !== `${rows * cols},${dim}` || data.length !== rows * cols * dim) {
    throw new TypeError(
      `expected encoder ${id} to embed to [${rows * cols}, ${dim}], got [${shape.join(', ')}] with ${data.length} elements`,
    );
  }
  return { data, shape: [rows, cols, dim] };
}
