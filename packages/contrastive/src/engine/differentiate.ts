import type { Parameters } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import { checkUpdates } from './check-updates.ts';
import { gradientsOf } from './gradients-of.ts';
import { neededGradients } from './needed-gradients.ts';
import { trainedOf } from './trained-of.ts';

export interface Loss {
  loss: tf.Scalar;
  /** What to report beside the loss. */
  metrics: Readonly<Record<string, tf.Scalar>>;
  /** New values of the parameters that are not trained, such as running statistics. */
  updates: Parameters;
}

/** The loss of a batch as a function of the parameters. */
export type LossFunction = (
  parameters: Parameters,
  batch: Readonly<Record<string, tf.Tensor>>,
) => Loss;

export interface DifferentiatedLoss extends Loss {
  /** For every parameter that is trained and that `updates` does not name. */
  gradients: Parameters;
}

export interface DifferentiateOptions {
  /** Whether a parameter is trained; of others no gradient is computed. @defaultValue all are */
  isTrained?: (name: string) => boolean;
}

/**
 * Runs a loss function once and differentiates it with respect to the parameters it trains.
 *
 * @throws RangeError when nothing is trained, a trained parameter has no part in the loss, or an
 * update no parameter
 * @throws TypeError when the loss is not a scalar
 */
export function differentiate(
  lossFunction: LossFunction,
  parameters: Parameters,
  batch: Readonly<Record<string, tf.Tensor>>,
  options: DifferentiateOptions = {},
): DifferentiatedLoss {
  const trained = trainedOf(parameters, options.isTrained);
  const { loss, gradients, also } = gradientsOf(() => {
    const { loss, metrics, updates } = lossFunction(parameters, batch);
    return { loss, also: { metrics, updates } };
  }, trained);
  const { metrics, updates } = also;
  checkUpdates(updates, parameters);
  return {
    loss,
    metrics,
    updates,
    gradients: neededGradients(gradients, updates, Object.keys(trained)),
  };
}
