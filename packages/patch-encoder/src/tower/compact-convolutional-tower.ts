import { compactEmbeddings } from './compact-embeddings.ts';
import {
  type CompactTowerOptions,
  compactFeatures,
  smallestUnpaddedSide,
} from './compact-features.ts';
import type { ConvolutionalTower } from './convolutional-tower.ts';

/** The compact tower in two halves, for one pass over a whole image. */
export function compactConvolutionalTower(
  options: Pick<CompactTowerOptions, 'padded'> = {},
): ConvolutionalTower {
  const { padded = true } = options;
  const reach = padded ? { before: 30, after: 43 } : { before: 0, after: smallestUnpaddedSide - 1 };
  return {
    geometry: { stride: 8, reach, padded, pooling: 'mean-and-deviation' },
    features: (parameters, images) => compactFeatures(parameters, images, { padded }).features,
    embed: compactEmbeddings,
  };
}
