import { writeSafetensors } from '@exifclip/nn/safetensors';
import type { TrainState } from './train-state.ts';

/** A state as the bytes of a safetensors file, step and seed in its metadata. */
export function serializeTrainState(state: TrainState): Uint8Array {
  const { step, seed, arrays } = state;
  return writeSafetensors(arrays, { step: String(step), seed: String(seed) });
}
