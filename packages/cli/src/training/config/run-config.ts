import type { BatchComposition } from '@exifclip/datasets';
import { compactTowerConfig } from '@exifclip/patch-encoder/tower';

/** What a batch is made of, as far as a run's settings say. */
type Composition = Required<
  Pick<
    BatchComposition,
    | 'photosPerBatch'
    | 'cameraPairs'
    | 'patchSize'
    | 'tagKeep'
    | 'processingTagKeep'
    | 'colourChartShare'
    | 'proceduralShare'
    | 'sharedChainShare'
    | 'cameraChainShare'
    | 'twoPhotoShare'
  >
>;

/**
 * What sets one training run apart: plain values, kept as `run.json` in the run's folder, so that
 * resuming cannot change them.
 */
export interface RunConfig extends Composition {
  steps: number;
  seed: number;
  /** Largest learning rate, after the warm-up. */
  learningRate: number;
  warmupSteps: number;
  /** How the learning rate goes on after the warm-up. */
  schedule: 'cosine' | 'linear' | 'constant';
  weightDecay: number;
  /** Gradients longer than this are shortened to it. */
  clipNorm: number;
  /** Share of the averaged weights that a step keeps; the model has them then. 0: no averaging. */
  emaDecay: number;
  /** Parts in which a batch goes through the towers: less memory for more time; 1: in one. */
  microBatches: number;
  /** How patches are compared with sentences. */
  objective: 'infoNce' | 'sigLip';
  /** Weight of patch against patch, beside patch against sentence. */
  patchWeight: number;
  /** Weight of telling a photo's two processings apart, and two cameras before one scene. */
  processedWeight: number;
  /** Share of the likelihood that is spread over all pairs, 0…1; for infoNce. */
  labelSmoothing: number;
  /** Whether photos that say the same are left out of each other's negatives. */
  maskDuplicates: boolean;
  /** Widths of the image tower's three stages, and length of an embedding. */
  widths: readonly [number, number, number];
  dim: number;
  /** What reads sentences: a bag of hashed pieces, or a transformer over tokens. */
  text: 'bag' | 'transformer';
  /** Hashed pieces of the bag. */
  buckets: number;
  /** Tokens of a sentence, for the transformer. */
  maxTokens: number;
  /** What changes on the way, in the order of its steps. */
  later: readonly RunPhase[];
  /** Whether the model has the mean of the weights at the ends of all phases, and not the last ones. */
  phaseMean: boolean;
  /** How tags become a sentence. */
  sentenceStyle: 'tags' | 'plain' | 'paper';
  /** Photos that the whitening is fitted on, at most. */
  whiteningPhotos: number;
  /**
   * Photos that the calibration, and what `verify` compares with, are fitted on, at most; 0: neither
   * is fitted.
   */
  calibrationPhotos: number;
  /** Steps between validations; 0: none. */
  validateEvery: number;
  /** Validation photos that are looked at during the run, at most. */
  validationPhotos: number;
}

/** What a run may change on its way: what batches are made of, and the learning rate. */
export type PhaseSetting =
  | 'steps'
  | 'learningRate'
  | 'schedule'
  | Exclude<keyof Composition, 'patchSize'>;

/** What is different from a step on. `steps` is then the end of the run, and of its schedule. */
export interface RunPhase extends Partial<Pick<RunConfig, PhaseSetting>> {
  /** The first step of the phase, counted from 0. */
  from: number;
}

/** The settings of the bundled model, `--preset bundled`. */
export const defaultRunConfig: RunConfig = {
  steps: 2500,
  seed: 1,
  learningRate: 1e-3,
  warmupSteps: 100,
  schedule: 'cosine',
  weightDecay: 1e-2,
  clipNorm: 1,
  emaDecay: 0,
  photosPerBatch: 36,
  cameraPairs: 28,
  patchSize: 64,
  tagKeep: 0.5,
  processingTagKeep: 0.95,
  colourChartShare: 0.15,
  proceduralShare: 0.05,
  sharedChainShare: 0.5,
  cameraChainShare: 0.6,
  twoPhotoShare: 0,
  microBatches: 1,
  objective: 'infoNce',
  patchWeight: 1,
  processedWeight: 0.25,
  labelSmoothing: 0,
  maskDuplicates: false,
  widths: compactTowerConfig.widths,
  dim: compactTowerConfig.dim,
  text: 'bag',
  buckets: 4096,
  maxTokens: 192,
  later: [{ from: 2500, steps: 4200, photosPerBatch: 28, cameraPairs: 36, twoPhotoShare: 0.8 }],
  phaseMean: true,
  sentenceStyle: 'tags',
  whiteningPhotos: 2000,
  calibrationPhotos: 1000,
  validateEvery: 0,
  validationPhotos: 60,
};
