import { type Parameters, parameter } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';

/**
 * One step of an exponential moving average (EMA) of parameters, as a pure function of tensors.
 *
 * average ← average + (1 − dₜ)(parameter − average), dₜ = min(decay, (1 + t) / (10 + t))
 *
 * The decay starts low, so that the average forgets the initial parameters within some dozen steps
 * instead of 1 / (1 − decay) ones; no later correction is needed.
 *
 * @param averages what has been averaged so far
 * @param parameters those to average, after the step
 * @param step steps done, this one included: t
 * @param decay share of the old average that is kept, 0…1 without 1
 * @throws RangeError when the decay is outside its range, or an average is missing
 * @see Tarvainen and Valpola, Mean teachers are better role models, 2017; the warm-up is that of
 * TensorFlow's `ExponentialMovingAverage`
 */
export function averageParameters(
  averages: Parameters,
  parameters: Parameters,
  step: tf.Tensor,
  decay: number,
): Parameters {
  if (!(decay >= 0 && decay < 1)) {
    throw new RangeError(`expected a decay of the average from 0 to below 1, got ${decay}`);
  }
  // 1 − dₜ, without the digits that 1 − 0.9999 loses in float32
  const share = tf.maximum(tf.div(9, tf.add(step, 10)), 1 - decay);
  const next = Object.entries(parameters).map(([name, fresh]) => {
    const average = parameter(averages, name);
    const change = tf.sub(fresh, average);
    return [name, tf.add(average, tf.mul(change, share))] as const;
  });
  return Object.fromEntries(next);
}
