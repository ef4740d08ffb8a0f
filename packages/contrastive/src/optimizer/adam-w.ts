import { type Parameters, parameter } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { type LearningRateScale, learningRateScaleOf } from './learning-rate-scale.ts';

export interface AdamWOptions {
  /** Pull towards zero per unit of learning rate. @defaultValue 0.01 */
  weightDecay?: number;
  /** Share of the old mean of gradients that is kept, 0…1. @defaultValue 0.9 */
  beta1?: number;
  /** Share of the old mean of squared gradients that is kept, 0…1. @defaultValue 0.98 */
  beta2?: number;
  /** Added to the root of the mean of squares. @defaultValue 1e-6 */
  epsilon?: number;
  /** Decay beside the adaptive step (AdamW); false adds it to the gradient (Adam with L2). @defaultValue true */
  decoupled?: boolean;
  /** Which parameters decay. @defaultValue those with two axes or more: kernels, not biases */
  decayFilter?: (name: string, parameter: tf.Tensor) => boolean;
  /**
   * What a parameter's learning rate is multiplied with; 0 freezes it. A frozen tower's batch norm
   * still takes the batch's statistics unless the loss calls it with `training: false`.
   *
   * @defaultValue 1 for all
   */
  learningRateScale?: LearningRateScale;
}

export interface AdamWResult {
  parameters: Parameters;
  state: Parameters;
}

/**
 * One step of AdamW as a pure function of tensors, so that it can be traced.
 *
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ),
 * p ← p(1 − lr · decay) − lr · m̂ / (√v̂ + ε)
 *
 * @param parameters to be moved: those that `gradients` names
 * @param gradients by the names of `parameters`
 * @param state `m/…` and `v/…` for each parameter and `step`, the steps done, a float32 scalar;
 * what it holds of other parameters is handed on as it is
 * @param learningRate a tensor, as it changes from step to step
 * @returns successors of both, under the same names; frozen parameters are not among them
 * @throws RangeError when the state lacks a parameter
 * @see Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019
 */
export function adamW(
  parameters: Parameters,
  gradients: Parameters,
  state: Parameters,
  learningRate: tf.Scalar,
  options: AdamWOptions = {},
): AdamWResult {
  const { weightDecay = 0.01, beta1 = 0.9, beta2 = 0.98, epsilon = 1e-6 } = options;
  const { decoupled = true, decayFilter = (_, { rank }) => rank >= 2 } = options;
  const { learningRateScale } = options;
  const step = tf.add(parameter(state, 'step'), 1);
  const meanScale = tf.sub(1, tf.pow(beta1, step));
  const rootScale = tf.rsqrt(tf.sub(1, tf.pow(beta2, step)));
  const ratesAt = memoize((scale: number) => {
    const rate = scale === 1 ? learningRate : tf.mul(learningRate, scale);
    return { stepSize: tf.div(rate, meanScale), shrink: tf.sub(1, tf.mul(rate, weightDecay)) };
  });

  const moved: Record<string, tf.Tensor> = {};
  const nextState: Record<string, tf.Tensor> = { ...state, step };
  for (const [name, gradient] of Object.entries(gradients)) {
    const scale = learningRateScaleOf(learningRateScale, name);
    if (scale === 0) continue;
    const { stepSize, shrink } = ratesAt(scale);
    const old = parameter(parameters, name);
    const decays = weightDecay !== 0 && decayFilter(name, old);
    const g = decays && !decoupled ? tf.add(gradient, tf.mul(old, weightDecay)) : gradient;
    const m = blend(parameter(state, `m/${name}`), g, beta1);
    const v = blend(parameter(state, `v/${name}`), tf.square(g), beta2);
    const root = tf.add(tf.mul(tf.sqrt(v), rootScale), epsilon);
    const start = decays && decoupled ? tf.mul(old, shrink) : old;
    moved[name] = tf.sub(start, tf.mul(tf.div(m, root), stepSize));
    nextState[`m/${name}`] = m;
    nextState[`v/${name}`] = v;
  }
  return { parameters: moved, state: nextState };
}

function blend(old: tf.Tensor, fresh: tf.Tensor, kept: number): tf.Tensor {
  return tf.add(tf.mul(old, kept), tf.mul(fresh, 1 - kept));
}

/** Parameters of one scale share the nodes of the graph. */
function memoize<Key, Value>(f: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? f(key);
    known.set(key, value);
    return value;
  };
}
