import { emaParametersOf, parametersOf, type TrainState } from '@exifclip/contrastive';
import type { ParameterArrays } from '@exifclip/nn';
import type { RunConfig } from './config/run-config.ts';

/** What a run's model is made of: averaged weights where the run averages. */
export function modelParameters(
  { config }: { config: RunConfig },
  state: TrainState,
): ParameterArrays {
  return config.emaDecay > 0 ? emaParametersOf(state) : parametersOf(state);
}
