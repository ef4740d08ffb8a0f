import type { ParameterArrays } from '@exifclip/nn';

/** Everything a run needs to go on, as plain arrays. */
export interface TrainState {
  /** Steps done. */
  readonly step: number;
  /** `parameters/…`, `optimizer/m/…`, `optimizer/v/…` and `optimizer/step`. */
  readonly arrays: ParameterArrays;
  /** What the run's randomness starts from; the batches draw theirs from it. */
  readonly seed: number;
}

/** The state before the first step: the given parameters and an optimiser that has seen nothing. */
export function createTrainState(parameters: ParameterArrays, seed: number): TrainState {
  const arrays: Record<string, ParameterArrays[string]> = {
    'optimizer/step': { data: new Float32Array(1), shape: [] },
  };
  for (const [name, { data, shape }] of Object.entries(parameters)) {
    arrays[`parameters/${name}`] = { data, shape };
    arrays[`optimizer/m/${name}`] = { data: new Float32Array(data.length), shape };
    arrays[`optimizer/v/${name}`] = { data: new Float32Array(data.length), shape };
  }
  return { step: 0, arrays, seed };
}

/** The trained parameters in a state, under their own names. */
export function parametersOf(state: TrainState): ParameterArrays {
  const start = 'parameters/';
  const entries = Object.entries(state.arrays).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(entries.map(([name, array]) => [name.slice(start.length), array]));
}
