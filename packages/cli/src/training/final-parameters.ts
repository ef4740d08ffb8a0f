import { meanParameters, type TrainState } from '@exifclip/contrastive';
import { loadCheckpoint } from '@exifclip/contrastive/node';
import type { ParameterArrays } from '@exifclip/nn';
import { modelParameters } from './model-parameters.ts';
import type { OpenRun } from './open-run.ts';

/**
 * What the model of a whole run is made of: the last state's parameters, or, where the run wants
 * `phaseMean`, their mean with those at the ends of the phases before.
 *
 * @throws RangeError when the folder has no checkpoint of such an end
 * @throws CheckpointError when it was damaged
 */
export async function finalParameters(
  run: Pick<OpenRun, 'folder' | 'keptSteps' | 'config'>,
  state: TrainState,
): Promise<ParameterArrays> {
  const { folder, keptSteps } = run;
  const before: ParameterArrays[] = [];
  for (const step of keptSteps) {
    const kept = await loadCheckpoint(folder, { step });
    if (kept === undefined) {
      throw new RangeError(
        `${folder}: expected a checkpoint of step ${step}, where a phase ended that has a share in the model, got none`,
      );
    }
    before.push(modelParameters(run, kept));
  }
  return meanParameters([...before, modelParameters(run, state)]);
}
