import { type Parameters, parameter, prefix, scope } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { learningRateScaleOf } from '../../optimizer/learning-rate-scale.ts';
import {
  type UpdateParametersOptions,
  updateParameters,
} from '../../optimizer/update-parameters.ts';
import { checkUpdates } from '../check-updates.ts';
import { gradientsOf } from '../gradients-of.ts';
import type { StepFunction } from '../make-train-step.ts';
import { neededGradients } from '../needed-gradients.ts';
import { trainedOf } from '../trained-of.ts';
import type { EmbeddingLossFunction, TowersFunction } from './towers-function.ts';

export interface GradCacheStepOptions extends UpdateParametersOptions {
  towers: TowersFunction;
  loss: EmbeddingLossFunction;
  /**
   * Names of the batch's tensors that the loss takes, such as which rows share a sentence; they
   * are not cut, and the towers do not see them.
   * @defaultValue none
   */
  wholeBatch?: readonly string[];
}

/** The parts of a step that caches gradients of embeddings, each a pure function of tensors. */
export interface GradCacheStep {
  /** `parameters/…`, `batch/…` of a micro-batch → `embeddings/…`, `updates/…` [1, …]. */
  embed: StepFunction;
  /**
   * `parameters/…`, `embeddings/…` and `batch/…` of the whole batch → `metrics/…` (`metrics/loss`
   * and those of the loss), `embeddingGradients/…`, `gradients/…` of what the loss itself uses.
   */
  lossGradient: StepFunction;
  /**
   * `parameters/…`, `batch/…` and `embeddingGradients/…` of a micro-batch → `gradients/…`, its
   * share of the gradients of what the towers use.
   */
  backward: StepFunction;
  /**
   * `parameters/…`, `optimizer/…`, `learningRate`, `gradients/…`, `updates/…` [micro-batches, …] →
   * `parameters/…`, `optimizer/…`, `metrics/…`.
   */
  update: StepFunction;
  /** The batch's tensors that the loss takes. */
  wholeBatch: readonly string[];
}

/**
 * A training step in parts, so that a batch needs the memory of a fraction of it: micro-batches go
 * through the towers, the loss is taken on the embeddings of all, and its gradients with respect
 * to them are carried back through the towers, micro-batch by micro-batch. Where a plain step runs
 * the towers forward and back, this one runs them forward, forward and back.
 *
 * The sum is the plain step's gradient, as each row's embedding depends on that row alone. Batch
 * normalisation breaks that: the result is then that of a plain step whose towers normalise by the
 * statistics of the same micro-batches, and running statistics move by the mean over micro-batches.
 *
 * `eagerGradCacheEngine` and `compiledGradCacheEngine` run it; `lossOfTowers` makes the plain step
 * of the same towers and loss.
 *
 * @see Gao et al., Scaling Deep Contrastive Learning Batch Size under Memory Limited Setup, 2021
 */
export function makeGradCacheStep(options: GradCacheStepOptions): GradCacheStep {
  const { towers, loss: lossFunction, wholeBatch = [], ...updateOptions } = options;
  const trainedParameters = (parameters: Parameters): Parameters =>
    trainedOf(
      parameters,
      (name) => learningRateScaleOf(updateOptions.learningRateScale, name) !== 0,
    );
  return {
    wholeBatch,
    embed(inputs) {
      const parameters = scope(inputs, 'parameters');
      const { embeddings, updates } = towers(parameters, scope(inputs, 'batch'));
      checkUpdates(updates, parameters);
      const rows = Object.entries(updates).map(([name, value]) => [name, tf.expandDims(value)]);
      return {
        ...prefix(embeddings, 'embeddings'),
        ...prefix(Object.fromEntries(rows), 'updates'),
      };
    },
    lossGradient(inputs) {
      const parameters = scope(inputs, 'parameters');
      const embeddings = scope(inputs, 'embeddings');
      const { loss, also, gradients } = gradientsOf(
        () => {
          const { loss, metrics } = lossFunction(parameters, embeddings, below(inputs, 'batch'));
          return { loss, also: { metrics } };
        },
        {
          ...prefix(trainedParameters(parameters), 'gradients'),
          ...prefix(embeddings, 'embeddingGradients'),
        },
      );
      checkEmbeddings(embeddings, gradients);
      return { ...gradients, ...prefix({ loss, ...also.metrics }, 'metrics') };
    },
    backward(inputs) {
      const parameters = scope(inputs, 'parameters');
      const cached = scope(inputs, 'embeddingGradients');
      const { gradients } = gradientsOf(() => {
        const { embeddings } = towers(parameters, scope(inputs, 'batch'));
        return { loss: dotProduct(embeddings, cached), also: {} };
      }, trainedParameters(parameters));
      return prefix(gradients, 'gradients');
    },
    update(inputs) {
      const parameters = scope(inputs, 'parameters');
      const updates = meanOfRows(below(inputs, 'updates'));
      const trained = Object.keys(trainedParameters(parameters));
      const next = updateParameters(
        {
          parameters,
          updates,
          gradients: neededGradients(scope(inputs, 'gradients'), updates, trained),
          optimizer: scope(inputs, 'optimizer'),
          learningRate: parameter<tf.Scalar>(inputs, 'learningRate'),
        },
        updateOptions,
      );
      return {
        ...prefix(next.parameters, 'parameters'),
        ...prefix(next.optimizer, 'optimizer'),
        ...prefix(next.metrics, 'metrics'),
      };
    },
  };
}

/** Its gradient with respect to an embedding is the cached one, whatever the towers' own is. */
function dotProduct(embeddings: Parameters, cached: Parameters): tf.Scalar {
  const products = Object.entries(embeddings).map(([name, embedding]) =>
    tf.sum<tf.Scalar>(tf.mul(embedding, parameter(cached, name))),
  );
  return tf.addN(products);
}

function checkEmbeddings(embeddings: Parameters, gradients: Parameters): void {
  const idle = Object.keys(embeddings).filter((name) => !gradients[`embeddingGradients/${name}`]);
  if (idle.length > 0) {
    throw new RangeError(
      `expected every embedding to have a part in the loss, got none for ${idle.join(', ')}`,
    );
  }
}

function meanOfRows(updates: Parameters): Parameters {
  const means = Object.entries(updates).map(([name, rows]) => [name, tf.mean(rows, 0)]);
  return Object.fromEntries(means) as Parameters;
}

/** As `scope`, where nothing may lie below. */
function below(tensors: Parameters, level: string): Parameters {
  const any = Object.keys(tensors).some((name) => name.startsWith(`${level}/`));
  return any ? scope(tensors, level) : {};
}
