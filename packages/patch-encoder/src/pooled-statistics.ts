import type { DenseArray } from '@exifclip/image';
import type { Pooling } from './feature-geometry.ts';
import type { FeatureSums } from './sum-features.ts';

/** Added to a variance over positions before its root is taken, here and in the towers. */
export const varianceFloor = 1e-5;

/**
 * Means of features over the positions of each patch, with their standard deviations after them
 * where these are pooled too: √(mean of squares − square of mean + `varianceFloor`), in double precision.
 *
 * @returns `[patches, channels]`, or `[patches, 2 · channels]` with deviations
 */
export function pooledStatistics(
  { patches, positions }: FeatureSums,
  pooling: Pooling,
): DenseArray<Float32Array> {
  const width = patches[0]?.length ?? 0;
  const data = new Float32Array(patches.length * width);
  const channels = pooling === 'mean' ? width : width / 2;
  patches.forEach((sums, patch) => {
    for (let channel = 0; channel < channels; channel++) {
      const mean = sums[channel]! / positions;
      data[patch * width + channel] = mean;
      if (pooling === 'mean') continue;
      const variance = Math.max(0, sums[channels + channel]! / positions - mean * mean);
      data[patch * width + channels + channel] = Math.sqrt(variance + varianceFloor);
    }
  });
  return { data, shape: [patches.length, width] };
}
