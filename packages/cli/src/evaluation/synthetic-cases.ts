import {
  createRandom,
  type Random,
  syntheticFinishes,
  syntheticOriginal,
  syntheticSplice,
  type TrainingPhoto,
} from '@exifclip/datasets';
import { cropImage, type RasterImage } from '@exifclip/image';
import { chooseDonors } from '../photos/choose-donors.ts';
import type { EvaluationCase } from './evaluation-case.ts';

/**
 * Splices of photos, made in memory when they are asked for: every photo once with a
 * part of another camera's photo pasted in and once as it is, for each of `syntheticFinishes`,
 * which are datasets of their own. Colour charts and photos without texture are passed over. The
 * same seed gives the same images.
 *
 * @throws RangeError when no photo has another to be spliced with
 */
export function syntheticCases(photos: readonly TrainingPhoto[], seed: number): EvaluationCase[] {
  const usable = photos.filter(
    ({ colourChart, lowTexture = false }) => !colourChart && !lowTexture,
  );
  const cases: EvaluationCase[] = [];
  for (const [finish, steps] of Object.entries(syntheticFinishes)) {
    for (const host of usable) {
      const { photos: others, difference } = chooseDonors(host, usable);
      if (others.length === 0 || difference !== 'another camera') continue;
      const dataset = `synthetic/${finish}`;
      // The same paste whatever the finish, so that finishes can be compared.
      const start = () => createRandom(seed, 'synthetic', host.id);
      cases.push(
        {
          dataset,
          id: `${host.id}-spliced`,
          label: 'spliced',
          load: async () => {
            const random = start();
            const donor = random.pick(others);
            const crops = [await firstCrop(host), await randomCrop(donor, random)] as const;
            return syntheticSplice(...commonPart(...crops), steps, random);
          },
        },
        {
          dataset,
          id: `${host.id}-authentic`,
          label: 'authentic',
          load: async () => ({
            image: await syntheticOriginal(await firstCrop(host), steps, start()),
          }),
        },
      );
    }
  }
  if (cases.length > 0) return cases;
  throw new RangeError(
    `expected validation photos of different cameras and sources to splice, got ${photos.length} photos without`,
  );
}

/** Side in pixels below which a splice says nothing: it loses 64 pixels, and patches take 64. */
const smallest = 192;

/** The upper left part that both images have. */
function commonPart(a: RasterImage, b: RasterImage): [RasterImage, RasterImage] {
  const width = Math.min(a.width, b.width);
  const height = Math.min(a.height, b.height);
  if (Math.min(width, height) < smallest) {
    throw new RangeError(`expected ${smallest} pixels a side in common, got ${width}×${height}`);
  }
  const part = { x: 0, y: 0, width, height };
  return [cropImage(a, part), cropImage(b, part)];
}

async function firstCrop(photo: TrainingPhoto): Promise<RasterImage> {
  return (await photo.crops())[0]!;
}

async function randomCrop(photo: TrainingPhoto, random: Random): Promise<RasterImage> {
  return random.pick(await photo.crops());
}
