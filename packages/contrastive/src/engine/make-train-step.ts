import { parameter, prefix, scope } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import { learningRateScaleOf } from '../optimizer/learning-rate-scale.ts';
import { type UpdateParametersOptions, updateParameters } from '../optimizer/update-parameters.ts';
import { differentiate, type LossFunction } from './differentiate.ts';

export interface TrainStepOptions extends UpdateParametersOptions {
  loss: LossFunction;
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
  const { loss: lossFunction, ...updateOptions } = options;
  const isTrained = (name: string): boolean =>
    learningRateScaleOf(updateOptions.learningRateScale, name) !== 0;
  return (inputs) => {
    const parameters = scope(inputs, 'parameters');
    const { loss, metrics, updates, gradients } = differentiate(
      lossFunction,
      parameters,
      scope(inputs, 'batch'),
      { isTrained },
    );
    const optimizer = scope(inputs, 'optimizer');
    const learningRate = parameter<tf.Scalar>(inputs, 'learningRate');
    const next = updateParameters(
      { parameters, gradients, updates, optimizer, learningRate },
      updateOptions,
    );
    return {
      ...prefix(next.parameters, 'parameters'),
      ...prefix(next.optimizer, 'optimizer'),
      ...prefix({ loss, ...next.metrics, ...metrics }, 'metrics'),
    };
  };
}
