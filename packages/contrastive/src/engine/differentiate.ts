import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

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
  const { isTrained = () => true } = options;
  const trained = Object.fromEntries(
    Object.entries(parameters).filter(([name]) => isTrained(name)),
  );
  if (Object.keys(trained).length === 0) {
    throw new RangeError('expected at least one parameter to train, got none');
  }
  // tfjs frees all that the differentiated function made except its result, hence kept copies
  let kept: { metrics: Parameters; updates: Parameters } = { metrics: {}, updates: {} };
  const forward = (): tf.Scalar => {
    const { loss, metrics, updates } = lossFunction(parameters, batch);
    kept = { metrics: mapTensors(metrics, keepCopy), updates: mapTensors(updates, keepCopy) };
    if (loss.rank !== 0) throw new TypeError(`expected a scalar loss, got shape [${loss.shape}]`);
    return loss;
  };
  try {
    const { value, grads } = tf
      .engine()
      .gradients(forward, Object.values(trained), undefined, true);
    checkUpdates(kept.updates, parameters);
    return {
      loss: value,
      gradients: named(trained, grads, kept.updates),
      metrics: mapTensors(kept.metrics, tf.clone) as Record<string, tf.Scalar>,
      updates: mapTensors(kept.updates, tf.clone),
    };
  } finally {
    tf.dispose(kept);
  }
}

function checkUpdates(updates: Parameters, parameters: Parameters): void {
  const unknown = Object.keys(updates).filter((name) => !Object.hasOwn(parameters, name));
  if (unknown.length > 0) {
    throw new RangeError(`expected updates of existing parameters, got ${unknown.join(', ')}`);
  }
}

function named(
  trained: Parameters,
  gradients: readonly (tf.Tensor | undefined)[],
  updates: Parameters,
): Parameters {
  const result: Record<string, tf.Tensor> = {};
  const idle: string[] = [];
  Object.keys(trained).forEach((name, i) => {
    if (Object.hasOwn(updates, name)) return;
    const gradient = gradients[i];
    if (gradient === undefined || gradient === null) idle.push(name);
    else result[name] = gradient;
  });
  if (idle.length > 0) {
    throw new RangeError(
      `expected every parameter to have a part in the loss or an update, got none for ${idle.join(', ')}`,
    );
  }
  return result;
}

function keepCopy(tensor: tf.Tensor): tf.Tensor {
  return tf.keep(tf.clone(tensor));
}

function mapTensors(record: Parameters, f: (tensor: tf.Tensor) => tf.Tensor): Parameters {
  return Object.fromEntries(Object.entries(record).map(([name, tensor]) => [name, f(tensor)]));
}
