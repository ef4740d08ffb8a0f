import type { TrainState } from '@exifclip/contrastive';
import { loadCheckpoint } from '@exifclip/contrastive/node';

/**
 * The state at the end of a phase that has a share in the model.
 *
 * @throws RangeError when the folder has no checkpoint of this step
 * @throws CheckpointError when it was damaged
 */
export async function loadPhaseEnd(folder: string, step: number): Promise<TrainState> {
  const state = await loadCheckpoint(folder, { step });
  if (state !== undefined) return state;
  throw new RangeError(
    `${folder}: expected a checkpoint of step ${step}, where a phase ended that has a share in the model, got none`,
  );
}
