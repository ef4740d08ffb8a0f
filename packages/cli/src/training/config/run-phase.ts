import type { RunConfig } from './run-config.ts';

/** Settings that a run may change on its way: what batches are made of, and the learning rate. */
export const phaseSettings = [
  'steps',
  'learningRate',
  'schedule',
  'photosPerBatch',
  'cameraPairs',
  'tagKeep',
  'processingTagKeep',
  'colourChartShare',
  'proceduralShare',
  'sharedChainShare',
  'cameraChainShare',
  'twoPhotoShare',
] as const satisfies readonly (keyof RunConfig)[];

/** What is different from a step on. `steps` is then the end of the run, and of its schedule. */
export interface RunPhase extends Partial<Pick<RunConfig, (typeof phaseSettings)[number]>> {
  /** The first step of the phase, counted from 0. */
  from: number;
}
