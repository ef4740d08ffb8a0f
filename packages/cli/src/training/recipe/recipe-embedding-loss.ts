import type { EmbeddingLossFunction } from '@exifclip/contrastive';
import { parameter, scope } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import type { Recipe } from './recipe.ts';

/** The loss of a recipe on the embeddings of `recipeTowers`, with `sentenceTensors` of the batch. */
export function recipeEmbeddingLoss({ loss: tie }: Pick<Recipe, 'loss'>): EmbeddingLossFunction {
  return (parameters, { patches, texts }, batch) => {
    const views = patches!.shape[0]! / texts!.shape[0]!;
    const { loss, accuracy } = tie.run(scope(parameters, 'loss'), {
      views: tf.split(patches as tf.Tensor2D, views),
      texts: texts as tf.Tensor2D,
      sentenceIds: parameter<tf.Tensor1D>(batch, 'sentenceIds'),
      photoIds: parameter<tf.Tensor1D>(batch, 'photoIds'),
    });
    return { loss, metrics: { accuracy } };
  };
}
