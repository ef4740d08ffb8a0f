import type { PhaseSetting } from './run-config.ts';

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
