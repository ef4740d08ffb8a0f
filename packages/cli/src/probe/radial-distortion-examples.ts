import { createRandom, distortImage, type PhotoEntry } from '@exifclip/datasets';
import { centralView } from './central-view.ts';
import { chooseCrops } from './choose-crops.ts';
import { decodeFile } from './decode-file.ts';
import type { ProbeExample } from './probe-example.ts';
import type { ProbeTaskOptions } from './probe-task.ts';

/** k₁ where the corner of a view is at distance 1: what lenses have, from pincushion to barrel. */
const coefficients = [-0.1, -0.05, 0, 0.05, 0.1];

/**
 * Every photo with every radial distortion about the middle of the view. All are moved by a part of
 * a pixel too, so that the one without distortion is not told by being the only one that was not
 * interpolated.
 */
export function radialDistortionExamples(
  photos: readonly PhotoEntry[],
  options: ProbeTaskOptions,
): ProbeExample[] {
  const { side, seed } = options;
  return chooseCrops(photos, options).flatMap(({ id, path }) =>
    coefficients.map((coefficient) => ({
      id: `${id}-k1=${coefficient}`,
      group: id,
      label: `k1=${coefficient}`,
      load: async () => {
        const random = createRandom(seed, 'probe', id, coefficient);
        const shift = { x: random.next(), y: random.next() };
        const radius = side * Math.SQRT1_2;
        const distorted = distortImage(await decodeFile(path), { coefficient, radius, shift });
        return centralView(distorted, side);
      },
    })),
  );
}
