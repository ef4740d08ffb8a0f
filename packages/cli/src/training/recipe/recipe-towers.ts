import type { TowersFunction } from '@exifclip/contrastive';
import { parameter, prefix, scope } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import type { Recipe } from './recipe.ts';

/**
 * Both towers of a recipe: from `patches` [views · n, side, side, 3] (n first views, then n second
 * ones) and `text/…` of n sentences to embeddings of both, `patches` and `texts`.
 */
export function recipeTowers({ image, text }: Pick<Recipe, 'image' | 'text'>): TowersFunction {
  return (parameters, batch) => {
    const patches = parameter<tf.Tensor4D>(batch, 'patches');
    const options = { training: true };
    const { embeddings, updates } = image.tower(scope(parameters, 'image'), patches, options);
    const texts = text.tower(scope(parameters, 'text'), scope(batch, 'text'));
    return { embeddings: { patches: embeddings, texts }, updates: prefix(updates, 'image') };
  };
}
