import {
  type ProcessingStep,
  type Random,
  type RandomChainOptions,
  randomChain,
} from '@exifclip/datasets';

/** A kind of step that a probe tells apart. */
export type ProbedStep = Extract<
  ProcessingStep['kind'],
  'resize' | 'jpeg' | 'blur' | 'sharpen' | 'median' | 'noise' | 'gamma'
>;

const alone: RandomChainOptions = {
  emptyShare: 0,
  resizeShare: 0,
  jpegShare: 0,
  doubleJpegShare: 0,
  filterShare: 0,
  toneShare: 0,
};

/** What makes a chain hold one step, of a family that the kind is in. */
const families: Readonly<Record<ProbedStep, RandomChainOptions>> = {
  resize: { ...alone, resizeShare: 1, resizeRange: [0.5, 2] },
  jpeg: alone,
  blur: { ...alone, filterShare: 1 },
  sharpen: { ...alone, filterShare: 1 },
  median: { ...alone, filterShare: 1 },
  noise: { ...alone, filterShare: 1 },
  gamma: { ...alone, toneShare: 1 },
};

/** A step of one kind with settings as in the chains of training; resizing halves at most. */
export function randomStep(kind: ProbedStep, random: Random): ProcessingStep {
  for (;;) {
    const [step] = randomChain(random, families[kind]);
    if (step?.kind === kind) return step;
  }
}

/** All kinds, in the order of the table. */
export const probedSteps: readonly ProbedStep[] = Object.keys(families) as ProbedStep[];
