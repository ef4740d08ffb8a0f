import type { RunConfig } from './run-config.ts';

/** What a run may change on its way: what batches are made of, and the learning rate. */
export type PhaseSetting =
  | 'steps'
  | 'learningRate'
  | 'schedule'
  | 'photosPerBatch'
  | 'cameraPairs'
  | 'tagKeep'
  | 'processingTagKeep'
  | 'colourChartShare'
  | 'proceduralShare'
  | 'sharedChainShare'
  | 'cameraChainShare'
  | 'twoPhotoShare';

/** What is different from a step on. `steps` is then the end of the run, and of its schedule. */
export interface RunPhase extends Partial<Pick<RunConfig, PhaseSetting>> {
  /** The first step of the phase, counted from 0. */
  from: number;
}
