import { meanParameters, type TrainState } from '@exifclip/contrastive';
import type { ParameterArrays } from '@exifclip/nn';
import { loadPhaseEnd } from './load-phase-end.ts';
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
    before.push(modelParameters(run, await loadPhaseEnd(folder, step)));
  }
  return meanParameters([...before, modelParameters(run, state)]);
}
