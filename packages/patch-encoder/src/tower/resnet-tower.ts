import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { TowerResult } from './image-tower.ts';
import { normalizeColors } from './normalize-colors.ts';
import { type ResNetOptions, resNet } from './resnet.ts';
import { resNetEmbeddings } from './resnet-embeddings.ts';

/**
 * A residual network on CLIP's colours with a linear map in the place of its classifier, at unit
 * length; with `resNet50Config` the image tower of "EXIF as Language". Patches there are 124×124.
 *
 * @param parameters by the names of `resNetParameters`
 * @param patches [n, side, side, 3], grey levels 0…255
 * @see Zheng, Shrivastava and Owens, EXIF as Language, 2023
 */
export function resNetTower(
  parameters: Parameters,
  patches: tf.Tensor4D,
  options: ResNetOptions = {},
): TowerResult {
  const { features, updates } = resNet(parameters, normalizeColors(patches), options);
  return { embeddings: resNetEmbeddings(parameters, tf.mean(features, [1, 2])), updates };
}
