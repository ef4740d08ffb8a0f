import {
  applyChain,
  createRandom,
  type Polygon,
  type ProcessingStep,
  type Random,
  randomChain,
  randomRegion,
  spliceImages,
  type TrainingPhoto,
} from '@exifclip/datasets';
import type { RasterImage } from '@exifclip/image';
import { chooseDonors, type Difference } from '../photos/choose-donors.ts';

/**
 * What became of a photo, spliced or not, before it is looked at; `another view` is authentic in all
 * but its content: a part comes from elsewhere in the same photo.
 */
export type CalibrationVersion = 'as it is' | 're-saved' | 'resized' | 'another view';

/** An image whose truth is known. */
export interface CalibrationImage {
  /** The photo that it is, or that was pasted into. */
  id: string;
  label: 'spliced' | 'authentic';
  version: CalibrationVersion;
  /** What sets the pasted part apart; of an authentic image, what would. */
  difference: Difference;
  image: RasterImage;
}

/**
 * What a score is calibrated on: a photo (its first crop) and the same photo with a region of
 * another photo pasted into it (of another camera, or at least of another history), each as it is, saved again as JPEG, and resized with or
 * without being saved. Both always meet the same chain, so that nothing but the paste tells them
 * apart. Half of the regions may reach over the border. The same seed gives the same images.
 *
 * A crop of a photo shows less than a photo does, and a score that any change of content raises
 * would pass for a good one. So there is, once a photo, the same region out of its other crop, under
 * one of the chains: same camera, same history, and authentic as far as anybody could tell.
 *
 * @param photo - the photo
 * @param photos - where donors come from: see `chooseDonors`
 * @returns none when no photo can be the donor
 */
export async function calibrationImages(
  photo: TrainingPhoto,
  photos: readonly TrainingPhoto[],
  seed: number,
): Promise<CalibrationImage[]> {
  const random = createRandom(seed, 'calibration', photo.id);
  const { photos: donors, difference } = chooseDonors(photo, photos);
  if (donors.length === 0) return [];
  const authentic = await readCrop(photo, 0);
  const donor = await readDonor(random.pick(donors), difference, random);
  if (donor.width < authentic.width || donor.height < authentic.height) return [];
  const region = regionAnywhere(authentic, random);
  const feather = random.pick([0, 1, 2]);
  const spliced = spliceImages(authentic, donor, { region, feather }).image;
  const images: CalibrationImage[] = [];
  const chains = randomChains(random);
  for (const [version, chain] of Object.entries(chains)) {
    for (const [label, image] of Object.entries({ authentic, spliced })) {
      images.push({
        id: photo.id,
        label: label as CalibrationImage['label'],
        version: version as CalibrationVersion,
        difference,
        image: await applyChain(image, chain),
      });
    }
  }
  const view = await otherView(photo, authentic);
  if (view !== undefined) {
    const { image } = spliceImages(authentic, view, { region, feather });
    images.push({
      ...{ id: photo.id, label: 'authentic', version: 'another view', difference },
      image: await applyChain(image, random.pick(Object.values(chains))),
    });
  }
  return images;
}

/** The second crop of a photo, where it covers the first. Both begin on the photo's JPEG grid. */
async function otherView(
  photo: TrainingPhoto,
  { width, height }: RasterImage,
): Promise<RasterImage | undefined> {
  const view = (await photo.crops())[1];
  return view !== undefined && view.width >= width && view.height >= height ? view : undefined;
}

async function readDonor(
  donor: TrainingPhoto,
  difference: Difference,
  random: Random,
): Promise<RasterImage> {
  const image = await readCrop(donor, random.integer(2));
  if (difference === 'another camera') return image;
  // A chain without resizing, so that the donor still covers the photo.
  return applyChain(image, randomChain(random, { emptyShare: 0, resizeShare: 0 }), { random });
}

async function readCrop(photo: TrainingPhoto, which: number): Promise<RasterImage> {
  const crops = await photo.crops();
  return crops[which % crops.length]!;
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

type Chains = Record<Exclude<CalibrationVersion, 'another view'>, readonly ProcessingStep[]>;

function randomChains(random: Random): Chains {
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
