import type { TrainState } from './train-state.ts';

/** The first array of a state that holds something else than finite numbers; undefined: none. */
export function nonFiniteArray({ arrays }: TrainState): string | undefined {
  return Object.keys(arrays).find((name) => !arrays[name]!.data.every(Number.isFinite));
}
