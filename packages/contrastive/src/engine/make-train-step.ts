import { parameter, prefix, scope } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import { type AdamWOptions, adamW } from '../optimizer/adam-w.ts';
import { clipByGlobalNorm } from '../optimizer/clip-by-global-norm.ts';
import { differentiate, type LossFunction } from './differentiate.ts';

export interface TrainStepOptions extends AdamWOptions {
  loss: LossFunction;
  /** Largest Euclidean length of all gradients together; also reported then. @defaultValue none */
  clipNorm?: number;
}

/** A pure function from a flat record of tensors to another. */
export type StepFunction = (
  inputs: Readonly<Record<string, tf.Tensor>>,
) => Record<string, tf.Tensor>;

/**
 * One step of training as a pure function: from `parameters/…`, `optimizer/…`, `batch/…` and the
 * scalar `learningRate` to `parameters/…`, `optimizer/…` and `metrics/…` (`metrics/loss`,
 * `metrics/gradientNorm` where gradients are clipped, and those of the loss function).
 *
 * An engine runs it: `eagerEngine` on any tfjs backend, `compiledEngine` as one ONNX graph. Where
 * you call it yourself, do so within `tf.tidy`.
 */
export function makeTrainStep(options: TrainStepOptions): StepFunction {
  const { loss: lossFunction, clipNorm, ...adamWOptions } = options;
  return (inputs) => {
    const parameters = scope(inputs, 'parameters');
    const optimizer = scope(inputs, 'optimizer');
    const learningRate = parameter<tf.Scalar>(inputs, 'learningRate');
    const { loss, metrics, updates, gradients } = differentiate(
      lossFunction,
      parameters,
      scope(inputs, 'batch'),
    );
    const clipped = clipNorm === undefined ? { gradients } : clipByGlobalNorm(gradients, clipNorm);
    const moved = adamW(parameters, clipped.gradients, optimizer, learningRate, adamWOptions);
    const norm = 'norm' in clipped ? { gradientNorm: clipped.norm } : {};
    return {
      ...prefix({ ...parameters, ...moved.parameters, ...updates }, 'parameters'),
      ...prefix(moved.state, 'optimizer'),
      ...prefix({ loss, ...norm, ...metrics }, 'metrics'),
    };
  };
}
