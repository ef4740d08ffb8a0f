import {
  createRandom,
  type PhotoEntry,
  type Random,
  syntheticFinishes,
  syntheticOriginal,
  syntheticSplice,
  type TrainingPhoto,
} from '@exifclip/datasets';
import { tagsFromExiftool } from '@exifclip/exif-text';
import { decodeImage, type RasterImage } from '@exifclip/image';
import { isOtherCamera } from '../photos/is-other-camera.ts';
import { readInput } from '../read-input.ts';
import type { EvaluationCase } from './evaluation-case.ts';

/**
 * Splices of validation photos, made in memory when they are asked for: every photo once with a
 * part of another camera's photo pasted in and once as it is, for each of `syntheticFinishes`,
 * which are datasets of their own. Colour charts and photos without texture are passed over. The
 * same seed gives the same images.
 *
 * @throws RangeError when no photo has another to be spliced with
 */
export function syntheticCases(photos: readonly PhotoEntry[], seed: number): EvaluationCase[] {
  const usable = photos.filter(
    ({ split, colourChart, lowTexture, crops }) =>
      split === 'val' && !colourChart && !lowTexture && crops.length > 0,
  );
  const origins = new Map(usable.map((photo) => [photo, originOf(photo)]));
  const cases: EvaluationCase[] = [];
  for (const [finish, steps] of Object.entries(syntheticFinishes)) {
    for (const host of usable) {
      const others = usable.filter((other) =>
        isOtherCamera(origins.get(host)!, origins.get(other)!),
      );
      if (others.length === 0) continue;
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
            const crops = await Promise.all([firstCrop(host), randomCrop(donor, random)]);
            return syntheticSplice(...crops, steps, random);
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

function originOf({ source, exif }: PhotoEntry): Pick<TrainingPhoto, 'group' | 'tags'> {
  return { group: source, tags: tagsFromExiftool(exif) };
}

function firstCrop({ crops }: PhotoEntry): Promise<RasterImage> {
  return decodeFile(crops[0]!.path);
}

function randomCrop({ crops }: PhotoEntry, random: Random): Promise<RasterImage> {
  return decodeFile(random.pick(crops).path);
}

async function decodeFile(path: string): Promise<RasterImage> {
  return decodeImage(await readInput(path), { name: path });
}
