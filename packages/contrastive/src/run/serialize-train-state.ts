import { writeSafetensors } from '@exifclip/nn/safetensors';
import { stateChecksum } from './state-checksum.ts';
import type { CheckpointFigures } from './train-run.ts';
import type { TrainState } from './train-state.ts';

/**
 * A state as the bytes of a safetensors file; in its metadata step, seed, the position of the
 * batches, what validation found and a checksum of the numbers.
 */
export function serializeTrainState(state: TrainState, about: CheckpointFigures = {}): Uint8Array {
  const { step, seed, position, arrays } = state;
  const { validation } = about;
  return writeSafetensors(arrays, {
    step: String(step),
    seed: String(seed),
    crc32c: stateChecksum(arrays),
    ...(position === undefined ? {} : { position: JSON.stringify(position) }),
    ...(validation === undefined ? {} : { validation: JSON.stringify(validation) }),
  });
}
