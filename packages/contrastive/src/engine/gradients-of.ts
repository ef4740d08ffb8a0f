import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

type Records = Readonly<Record<string, Parameters>>;

/** A scalar, and what was computed on the way to it. */
export interface Scalar<Also extends Records> {
  loss: tf.Scalar;
  also: Also;
}

export interface Gradients<Also extends Records> extends Scalar<Also> {
  /** By the names of the tensors; those that have no part in the scalar are absent. */
  gradients: Parameters;
}

/**
 * Runs a function once and differentiates the scalar it returns with respect to tensors that it
 * uses.
 *
 * @throws TypeError when the loss is not a scalar
 */
export function gradientsOf<Also extends Records>(
  forward: () => Scalar<Also>,
  tensors: Parameters,
): Gradients<Also> {
  // tfjs frees all that the differentiated function made except its result, hence kept copies
  let kept: Also | undefined;
  const scalar = (): tf.Scalar => {
    const { loss, also } = forward();
    kept = mapRecords(also, keepCopy);
    if (loss.rank !== 0) throw new TypeError(`expected a scalar loss, got shape [${loss.shape}]`);
    return loss;
  };
  try {
    const { value, grads } = tf.engine().gradients(scalar, Object.values(tensors), undefined, true);
    const named = Object.keys(tensors).map((name, i) => [name, grads[i]] as const);
    return {
      loss: value,
      gradients: Object.fromEntries(named.filter(([, gradient]) => gradient)) as Parameters,
      also: mapRecords(kept as Also, tf.clone),
    };
  } finally {
    if (kept !== undefined) tf.dispose(kept);
  }
}

function keepCopy(tensor: tf.Tensor): tf.Tensor {
  return tf.keep(tf.clone(tensor));
}

function mapRecords<Also extends Records>(
  records: Also,
  f: (tensor: tf.Tensor) => tf.Tensor,
): Also {
  const entries = Object.entries(records).map(([key, record]) => [
    key,
    Object.fromEntries(Object.entries(record).map(([name, tensor]) => [name, f(tensor)])),
  ]);
  return Object.fromEntries(entries) as Also;
}
