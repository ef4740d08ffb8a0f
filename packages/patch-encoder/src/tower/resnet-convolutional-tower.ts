import type { ConvolutionalTower } from './convolutional-tower.ts';
import { normalizeColors } from './normalize-colors.ts';
import { resNet } from './resnet.ts';
import { type ResNetConfig, resNet50Config } from './resnet-config.ts';
import { resNetEmbeddings } from './resnet-embeddings.ts';
import { resNetGeometry } from './resnet-geometry.ts';

/** A residual network in two halves, for one pass over a whole image; it pads. */
export function resNetConvolutionalTower(
  config: ResNetConfig = resNet50Config,
): ConvolutionalTower {
  const { stride, reach } = resNetGeometry(1, config);
  return {
    geometry: { stride, reach: { before: reach, after: reach }, padded: true, pooling: 'mean' },
    features: (parameters, images) =>
      resNet(parameters, normalizeColors(images), { config }).features,
    embed: resNetEmbeddings,
  };
}
