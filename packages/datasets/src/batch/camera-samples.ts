import { type ExifTags, renderSentence } from '@exifclip/exif-text';
import { cropImage, type RasterImage } from '@exifclip/image';
import type { LensPlace } from '../camera/bend-plane.ts';
import type { CameraProfile } from '../camera/camera-profile.ts';
import { exposeScene } from '../camera/expose-scene.ts';
import { perturbProfile } from '../camera/perturb-profile.ts';
import { profileTags } from '../camera/profile-tags.ts';
import { randomProfile } from '../camera/random-profile.ts';
import { chainTags } from '../chain/chain-tags.ts';
import { type PatchPlan, patchPlan } from '../chain/patch-plan.ts';
import { processPatch } from '../chain/process-patch.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import { randomChain } from '../chain/random-chain.ts';
import { resizeImage } from '../chain/resize-image.ts';
import type { Random } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import type { Point } from '../splice/polygon.ts';
import type { BatchSettings } from './batch-options.ts';
import type { BatchSample } from './batch-sample.ts';
import { choosePlace } from './choose-place.ts';
import { dropTags } from './drop-tags.ts';
import type { TrainingPhoto } from './training-photo.ts';

/** How much a photo is shrunk to become a scene: enough to lose its own traces. */
const SHRINK = [2.2, 4.5] as const;
/** Outermost pixels of a simulated photo, which know no neighbours and are not used. */
const BORDER = 6;
/** Chains after a camera resize less, as the shrunk scene is small. */
const RESIZE_RANGE = [0.55, 1.6] as const;

/**
 * Two simulated cameras that differ in two to four settings, in front of the same two scenes; the
 * photos of both may go through one processing chain, as the parts of a splice do.
 *
 * @param other - what the second scene is of, where it is not of the same photo as the first
 */
export async function cameraSamples(
  photo: TrainingPhoto,
  other: TrainingPhoto,
  random: Random,
  settings: BatchSettings,
): Promise<BatchSample[]> {
  const profile = randomProfile(random, settings.camera);
  const profiles = [profile, perturbProfile(profile, random)];
  const chain = drawChain(random, settings);
  const isProcedural = random.chance(settings.proceduralShare);
  const crops = isProcedural ? [] : await sceneCrops(photo, other, random, settings);
  const plans = profiles.map((camera) => {
    const steps = [...savingSteps(camera), ...chain];
    return [0, 1].map(() => patchPlan(steps, settings.patchSize, random));
  });
  const side =
    2 * BORDER + Math.max(...plans.flat().flatMap(({ width, height }) => [width, height]));
  const scenes = [0, 1].map((i) => drawScene(crops[i % crops.length], side, random));
  const samples: BatchSample[] = [];
  for (const [i, camera] of profiles.entries()) {
    const tags = dropTags(historyTags(camera, chain), settings.processingTagKeep, random);
    const views: RasterImage[] = [];
    for (const [j, scene] of scenes.entries()) {
      views.push(await takePatch(scene, camera, plans[i]![j]!, random, settings));
    }
    samples.push({
      sentence: renderSentence(tags, settings.sentence),
      views: [views[0]!, views[1]!],
    });
  }
  return samples;
}

/** What the two scenes are cut from. */
async function sceneCrops(
  photo: TrainingPhoto,
  other: TrainingPhoto,
  random: Random,
  { twoPhotoShare }: BatchSettings,
): Promise<readonly RasterImage[]> {
  const crops = random.shuffle(await photo.crops());
  // A share of 0 draws nothing.
  if (twoPhotoShare === 0 || !random.chance(twoPhotoShare)) return crops;
  return [...crops.slice(0, 1), ...random.shuffle(await other.crops()).slice(0, 1)];
}

function drawChain(
  random: Random,
  { cameraChainShare, chain }: BatchSettings,
): readonly ProcessingStep[] {
  if (!random.chance(cameraChainShare)) return [];
  return randomChain(random, { ...chain, emptyShare: 0, resizeRange: RESIZE_RANGE });
}

/** A camera and what came after it; how the camera saved is then its own affair. */
function historyTags(camera: CameraProfile, chain: readonly ProcessingStep[]): ExifTags {
  const tags = profileTags(camera);
  if (chain.length === 0) return tags;
  const renamed = tags.map(({ name, value }) =>
    name.startsWith('Jpeg') ? { name: `Camera${name}`, value } : { name, value },
  );
  return [...renamed, ...chainTags(chain)];
}

function savingSteps(profile: CameraProfile): ProcessingStep[] {
  const { jpegQuality: quality, chromaSubsampling, jpegTables: tables } = profile;
  if (quality === null) return [];
  return [{ kind: 'jpeg', quality, chromaSubsampling, ...(tables && { tables }) }];
}

/** A crop shrunk to a square of `side` pixels, or a made-up scene where there is none large enough. */
function drawScene(crop: RasterImage | undefined, side: number, random: Random): RasterImage {
  const largest = crop ? Math.min(SHRINK[1], Math.min(crop.width, crop.height) / side) : 0;
  if (!crop || largest < SHRINK[0]) return proceduralScene(side, side, random);
  const shrink = random.logUniform(SHRINK[0], largest);
  const source = Math.floor(side * shrink);
  const place = choosePlace(crop, { width: source, height: source }, source, random);
  const square = cropImage(crop, {
    x: Math.max(0, Math.floor(place.x - source / 2)),
    y: Math.max(0, Math.floor(place.y - source / 2)),
    width: source,
    height: source,
  });
  return resizeImage(square, 1 / shrink, random.chance(0.8) ? 'area' : 'bicubic');
}

/** The camera sees and saves the smallest part of the scene that the plan needs, and a border. */
async function takePatch(
  scene: RasterImage,
  profile: CameraProfile,
  plan: PatchPlan,
  random: Random,
  settings: BatchSettings,
): Promise<RasterImage> {
  const width = plan.width + 2 * BORDER;
  const height = plan.height + 2 * BORDER;
  const x = random.integer(scene.width - width + 1);
  const y = random.integer(scene.height - height + 1);
  const centre = { x: width / 2, y: height / 2 };
  const place = profile.lens ? drawLensPlace(centre, random) : undefined;
  const part = cropImage(scene, { x, y, width, height });
  const image = exposeScene(part, profile, random, place);
  return processPatch(image, centre, plan, { ...settings, random });
}

/** Half the diagonal of a photo of 8 megapixels. */
const RADIUS = 2000;

/** Somewhere in a photo: further out a part would be bent beyond its border. */
function drawLensPlace(middle: Point, random: Random): LensPlace {
  const [angle, distance] = [random.uniform(0, 2 * Math.PI), random.uniform(0, 0.6 * RADIUS)];
  const centre = {
    x: middle.x + distance * Math.cos(angle),
    y: middle.y + distance * Math.sin(angle),
  };
  return { centre, radius: RADIUS, held: middle };
}
