import { warmupConstant, warmupCosine, warmupLinear } from '@exifclip/contrastive';
import type { RunConfig } from './config/run-config.ts';
import { settingsAt } from './config/settings-at.ts';

/** The learning rate of each step, counted from 0, as the settings want it. */
export function learningRateOf(config: RunConfig): (step: number) => number {
  return (step) => rateAt(step, settingsAt(config, step));
}

function rateAt(step: number, config: RunConfig): number {
  const { schedule, steps: totalSteps, learningRate: peak, warmupSteps } = config;
  const options = { peak, totalSteps, warmupSteps: Math.min(warmupSteps, totalSteps) };
  switch (schedule) {
    case 'cosine':
      return warmupCosine(step, options);
    case 'linear':
      return warmupLinear(step, options);
    case 'constant':
      return warmupConstant(step, options);
  }
}
