import type { Parameters } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import type { Loss } from '../differentiate.ts';

export interface TowerOutputs {
  /** By name, each with one row for every so many rows of the batch, in their order. */
  embeddings: Readonly<Record<string, tf.Tensor>>;
  /** New values of the parameters that are not trained, such as running statistics. */
  updates: Parameters;
}

/**
 * The towers of a model: from rows of a batch to embeddings. Two calls with the same values give
 * the same embeddings, so no dropout.
 */
export type TowersFunction = (
  parameters: Parameters,
  batch: Readonly<Record<string, tf.Tensor>>,
) => TowerOutputs;

/**
 * The loss of a batch as a function of its embeddings, of parameters that belong to no tower, such
 * as the scale of the similarities, and of what else the batch holds for it.
 */
export type EmbeddingLossFunction = (
  parameters: Parameters,
  embeddings: TowerOutputs['embeddings'],
  batch: Readonly<Record<string, tf.Tensor>>,
) => Omit<Loss, 'updates'>;
