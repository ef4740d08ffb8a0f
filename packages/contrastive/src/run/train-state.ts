import type { ParameterArrays } from '@exifclip/nn';
import { type LearningRateScale, learningRateScaleOf } from '../optimizer/learning-rate-scale.ts';
import type { JsonValue } from './json-value.ts';

/** Everything a run needs to go on, as plain arrays. */
export interface TrainState {
  /** Steps done. */
  readonly step: number;
  /**
   * `parameters/…`, `optimizer/m/…`, `optimizer/v/…`, `optimizer/step` and, where parameters are
   * averaged, `optimizer/ema/…`.
   */
  readonly arrays: ParameterArrays;
  /** What the run's randomness starts from; the batches draw theirs from it. */
  readonly seed: number;
  /** What the batch of the last step brought along, for the source of the batches to go on from. */
  readonly position?: JsonValue | undefined;
}

export interface CreateTrainStateOptions {
  /** Whether the state averages the parameters, for steps with `emaDecay`. @defaultValue false */
  average?: boolean;
  /** The step's own; what it freezes (0) gets no optimiser state. @defaultValue 1 for all */
  learningRateScale?: LearningRateScale;
}

/** The state before the first step: the given parameters and an optimiser that has seen nothing. */
export function createTrainState(
  parameters: ParameterArrays,
  seed: number,
  options: CreateTrainStateOptions = {},
): TrainState {
  const { average = false, learningRateScale } = options;
  const arrays: Record<string, ParameterArrays[string]> = {
    'optimizer/step': { data: new Float32Array(1), shape: [] },
  };
  for (const [name, { data, shape }] of Object.entries(parameters)) {
    arrays[`parameters/${name}`] = { data, shape };
    if (learningRateScaleOf(learningRateScale, name) === 0) continue;
    arrays[`optimizer/m/${name}`] = { data: new Float32Array(data.length), shape };
    arrays[`optimizer/v/${name}`] = { data: new Float32Array(data.length), shape };
    if (average) arrays[`optimizer/ema/${name}`] = { data: data.slice(), shape };
  }
  return { step: 0, arrays, seed };
}

/** The trained parameters in a state, under their own names. */
export function parametersOf(state: TrainState): ParameterArrays {
  return arraysUnder(state, 'parameters/');
}

/**
 * The averaged parameters in a state, under their own names; frozen ones as they are.
 *
 * @throws RangeError when the state holds no averages
 */
export function emaParametersOf(state: TrainState): ParameterArrays {
  const averages = arraysUnder(state, 'optimizer/ema/');
  if (Object.keys(averages).length === 0) {
    throw new RangeError('expected a state made with `average: true`, got one without averages');
  }
  return { ...parametersOf(state), ...averages };
}

function arraysUnder(state: TrainState, start: string): ParameterArrays {
  const entries = Object.entries(state.arrays).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(entries.map(([name, array]) => [name.slice(start.length), array]));
}
