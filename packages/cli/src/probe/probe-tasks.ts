import { cameraModelExamples } from './camera-model-examples.ts';
import type { ProbeTask } from './probe-task.ts';
import { processingStepExamples } from './processing-step-examples.ts';
import { radialDistortionExamples } from './radial-distortion-examples.ts';
import { splicedExamples } from './spliced-examples.ts';

/** Every task by its name. */
export const probeTasks: Readonly<Record<string, ProbeTask>> = {
  'camera-model': { from: 'photos', examples: cameraModelExamples },
  'processing-step': { from: 'photos', examples: processingStepExamples },
  'radial-distortion': { from: 'photos', examples: radialDistortionExamples },
  'spliced-resized': {
    from: 'forgeries',
    examples: (forgeries, options) => splicedExamples(forgeries, { ...options, resized: true }),
  },
  'spliced-cropped': {
    from: 'forgeries',
    examples: (forgeries, options) => splicedExamples(forgeries, { ...options, resized: false }),
  },
};
