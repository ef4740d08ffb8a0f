import { applyStep, createRandom, type PhotoEntry } from '@exifclip/datasets';
import { centralView } from './central-view.ts';
import { chooseCrops } from './choose-crops.ts';
import { decodeFile } from './decode-file.ts';
import type { ProbeExample } from './probe-example.ts';
import type { ProbeTaskOptions } from './probe-task.ts';
import { probedSteps, randomStep } from './random-step.ts';

/** Every photo as it is (`none`), and after one step of every kind: content tells nothing. */
export function processingStepExamples(
  photos: readonly PhotoEntry[],
  options: ProbeTaskOptions,
): ProbeExample[] {
  const { side, seed } = options;
  return chooseCrops(photos, options).flatMap(({ id, path }) =>
    (['none', ...probedSteps] as const).map((label) => ({
      id: `${id}-${label}`,
      group: id,
      label,
      load: async () => {
        const image = await decodeFile(path);
        if (label === 'none') return centralView(image, side);
        const random = createRandom(seed, 'probe', id, label);
        const step = randomStep(label, random);
        return centralView(await applyStep(image, step, { random }), side);
      },
    })),
  );
}
