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

/** The record makes the compiler miss none. */
const settings: Readonly<Record<PhaseSetting, true>> = {
  steps: true,
  learningRate: true,
  schedule: true,
  photosPerBatch: true,
  cameraPairs: true,
  tagKeep: true,
  processingTagKeep: true,
  colourChartShare: true,
  proceduralShare: true,
  sharedChainShare: true,
  cameraChainShare: true,
  twoPhotoShare: true,
};

/** Every setting that a phase may change. */
export const phaseSettings: readonly PhaseSetting[] = Object.keys(settings) as PhaseSetting[];
