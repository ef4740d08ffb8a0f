import type { LossFunction } from '../differentiate.ts';
import type { EmbeddingLossFunction, TowersFunction } from './towers-function.ts';

/**
 * Towers and the loss of their embeddings as one loss function, for steps that take the batch as
 * one: what `makeGradCacheStep` takes in two parts, `makeTrainStep` takes so.
 */
export function lossOfTowers(towers: TowersFunction, loss: EmbeddingLossFunction): LossFunction {
  return (parameters, batch) => {
    const { embeddings, updates } = towers(parameters, batch);
    return { ...loss(parameters, embeddings, batch), updates };
  };
}
