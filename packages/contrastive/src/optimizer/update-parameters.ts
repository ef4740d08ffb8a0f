import { type Parameters, parameter, prefix, scope } from '@exifclip/nn';
import type * as tf from '@tensorflow/tfjs-core';
import { type AdamWOptions, adamW } from './adam-w.ts';
import { averageParameters } from './average-parameters.ts';
import { clipByGlobalNorm } from './clip-by-global-norm.ts';
import { type LearningRateScale, learningRateScaleOf } from './learning-rate-scale.ts';

export interface UpdateParametersOptions extends AdamWOptions {
  /** Largest Euclidean length of all gradients together; also reported then. @defaultValue none */
  clipNorm?: number;
  /**
   * Share of the averaged parameters that is kept at each step, 0…1 without 1; the state must have
   * been made with `average: true`. @defaultValue none: nothing is averaged
   */
  emaDecay?: number;
}

export interface ParameterUpdate {
  /** All parameters, frozen ones and running statistics included. */
  parameters: Parameters;
  /** By the names of `parameters`; those of frozen ones are not looked at. */
  gradients: Parameters;
  /** New values of what is not trained, such as running statistics; frozen ones keep theirs. */
  updates: Parameters;
  /** `m/…`, `v/…`, `step` and, where parameters are averaged, `ema/…`. */
  optimizer: Parameters;
  /** Before `learningRateScale`. */
  learningRate: tf.Scalar;
}

export interface UpdatedParameters {
  /** All parameters again. */
  parameters: Parameters;
  /** Everything that `optimizer` held, a step later. */
  optimizer: Parameters;
  /** `gradientNorm`, the Euclidean length before clipping, where gradients are clipped. */
  metrics: Readonly<Record<string, tf.Scalar>>;
}

/**
 * What a step does once it has gradients, as a pure function of tensors: clips them, moves the
 * parameters by `adamW`, takes the running statistics over and averages all of it.
 *
 * Running statistics are averaged as weights are: they then belong to the averaged weights' past.
 * What is frozen (a learning rate scale of 0) comes back as the very tensor that was given, and
 * neither counts in the gradients' length nor needs an optimiser state or an average.
 *
 * @throws RangeError when `optimizer` lacks a parameter, or has averages and `emaDecay` is absent
 */
export function updateParameters(
  { parameters, gradients, updates, optimizer, learningRate }: ParameterUpdate,
  options: UpdateParametersOptions = {},
): UpdatedParameters {
  const { clipNorm, emaDecay, ...adamWOptions } = options;
  const { learningRateScale } = options;
  checkAverages(optimizer, emaDecay);
  const trained = unfrozen(gradients, learningRateScale);
  const clipped = clipNorm === undefined ? undefined : clipByGlobalNorm(trained, clipNorm);
  const moved = adamW(
    parameters,
    clipped?.gradients ?? trained,
    optimizer,
    learningRate,
    adamWOptions,
  );
  const next = { ...parameters, ...moved.parameters, ...unfrozen(updates, learningRateScale) };
  const averages =
    emaDecay === undefined
      ? {}
      : averageParameters(
          scope(optimizer, 'ema'),
          unfrozen(next, learningRateScale),
          parameter(moved.state, 'step'),
          emaDecay,
        );
  return {
    parameters: next,
    optimizer: { ...moved.state, ...prefix(averages, 'ema') },
    metrics: clipped ? { gradientNorm: clipped.norm } : {},
  };
}

function checkAverages(optimizer: Parameters, emaDecay: number | undefined): void {
  const has = Object.keys(optimizer).some((name) => name.startsWith('ema/'));
  if (has === (emaDecay !== undefined)) return;
  throw new RangeError(
    has
      ? 'expected emaDecay, as the state holds averaged parameters'
      : 'expected a state with averaged parameters, as emaDecay is given',
  );
}

function unfrozen(tensors: Parameters, scale: LearningRateScale | undefined): Parameters {
  const entries = Object.entries(tensors);
  return Object.fromEntries(entries.filter(([name]) => learningRateScaleOf(scale, name) !== 0));
}
