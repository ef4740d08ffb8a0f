import { readFile } from 'node:fs/promises';
import {
  applyChain,
  createRandom,
  type PhotoEntry,
  type Polygon,
  type ProcessingStep,
  type Random,
  randomRegion,
  spliceImages,
} from '@exifclip/datasets';
import { decodeImage, type RasterImage } from '@exifclip/image';
import { isOtherCamera } from '../is-other-camera.ts';

/** What became of a photo, spliced or not, before it is looked at. */
export type CalibrationVersion = 'as it is' | 're-saved' | 'resized';

/** An image whose truth is known. */
export interface CalibrationImage {
  /** The photo that it is, or that was pasted into. */
  id: string;
  label: 'spliced' | 'authentic';
  version: CalibrationVersion;
  image: RasterImage;
}

/**
 * What a score is calibrated on: a photo (its first crop) and the same photo with a region of
 * another camera's photo pasted into it, each as it is, saved again as JPEG, and resized with or
 * without being saved. Both always meet the same chain, so that nothing but the paste tells them
 * apart. Half of the regions may reach over the border. The same seed gives the same images.
 *
 * @param photo - the photo
 * @param photos - where donors come from: other makes or models of other sources
 * @returns none when no photo can be the donor
 */
export async function calibrationImages(
  photo: PhotoEntry,
  photos: readonly PhotoEntry[],
  seed: number,
): Promise<CalibrationImage[]> {
  const random = createRandom(seed, 'calibration', photo.id);
  const donors = photos.filter((other) => isOtherCamera(photo, other));
  if (donors.length === 0) return [];
  const authentic = await readCrop(photo, 0);
  const donor = await readCrop(random.pick(donors), random.integer(2));
  if (donor.width < authentic.width || donor.height < authentic.height) return [];
  const region = regionAnywhere(authentic, random);
  const feather = random.pick([0, 1, 2]);
  const spliced = spliceImages(authentic, donor, { region, feather }).image;
  const images: CalibrationImage[] = [];
  for (const [version, chain] of Object.entries(randomChains(random))) {
    for (const [label, image] of Object.entries({ authentic, spliced })) {
      images.push({
        id: photo.id,
        label: label as CalibrationImage['label'],
        version: version as CalibrationVersion,
        image: await applyChain(image, chain),
      });
    }
  }
  return images;
}

async function readCrop({ crops }: PhotoEntry, which: number): Promise<RasterImage> {
  const { path } = crops[which % crops.length]!;
  return decodeImage(await readFile(path), { name: path });
}

/** A blob of 3 to 30 % of the image; half of the time with its middle anywhere, the border too. */
function regionAnywhere({ width, height }: RasterImage, random: Random): Polygon {
  const region = randomRegion(width, height, random, { areaShare: random.logUniform(0.03, 0.3) });
  if (random.chance(0.5)) return region;
  const middle = (axis: 'x' | 'y') => region.reduce((sum, p) => sum + p[axis], 0) / region.length;
  const right = random.uniform(0, width) - middle('x');
  const down = random.uniform(0, height) - middle('y');
  return region.map(({ x, y }) => ({ x: x + right, y: y + down }));
}

function randomChains(random: Random): Record<CalibrationVersion, readonly ProcessingStep[]> {
  const jpeg = (): ProcessingStep => ({
    kind: 'jpeg',
    quality: random.pick([95, 90, 85, 75]),
    chromaSubsampling: random.pick(['4:2:0', '4:4:4']),
  });
  const resize: ProcessingStep = {
    kind: 'resize',
    factor: random.uniform(0.5, 0.9),
    kernel: random.pick(['bicubic', 'lanczos3', 'bilinear']),
  };
  return {
    'as it is': [],
    're-saved': [jpeg()],
    resized: random.chance(0.5) ? [resize, jpeg()] : [resize],
  };
}
