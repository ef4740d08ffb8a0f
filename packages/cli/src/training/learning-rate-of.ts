import { warmupConstant, warmupCosine, warmupLinear } from '@exifclip/contrastive';
import type { RunConfig } from './config/run-config.ts';

/** The learning rate of each step, counted from 0, as the settings want it. */
export function learningRateOf(config: RunConfig): (step: number) => number {
  const { schedule, steps: totalSteps, learningRate: peak } = config;
  const options = { peak, totalSteps, warmupSteps: Math.min(config.warmupSteps, totalSteps) };
  switch (schedule) {
    case 'cosine':
      return (step) => warmupCosine(step, options);
    case 'linear':
      return (step) => warmupLinear(step, options);
    case 'constant':
      return (step) => warmupConstant(step, options);
  }
}
