import { renderSentence } from '@exifclip/exif-text';
import { cropImage, type RasterImage } from '@exifclip/image';
import type { CameraProfile } from '../camera/camera-profile.ts';
import { exposeScene } from '../camera/expose-scene.ts';
import { perturbProfile } from '../camera/perturb-profile.ts';
import { profileTags } from '../camera/profile-tags.ts';
import { randomProfile } from '../camera/random-profile.ts';
import { patchPlan } from '../chain/patch-plan.ts';
import { processPatch } from '../chain/process-patch.ts';
import { resizeImage } from '../chain/resize-image.ts';
import type { Random } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import type { BatchSettings } from './batch-options.ts';
import type { BatchSample } from './batch-sample.ts';
import { choosePlace } from './choose-place.ts';
import { dropTags } from './drop-tags.ts';
import type { TrainingPhoto } from './training-photo.ts';

/** How much a photo is shrunk to become a scene: enough to lose its own traces. */
const SHRINK = [2.2, 4.5] as const;
/** Outermost pixels of a simulated photo, which know no neighbours and are not used. */
const BORDER = 6;
/** The most that whole blocks of a JPEG around a patch add to it, in pixels. */
const BLOCKS = 16;

/** Two simulated cameras that differ in two to four settings, in front of the same two scenes. */
export async function cameraSamples(
  photo: TrainingPhoto,
  random: Random,
  settings: BatchSettings,
): Promise<BatchSample[]> {
  const profile = randomProfile(random);
  const profiles = [profile, perturbProfile(profile, random)];
  const isProcedural = random.chance(settings.proceduralShare);
  const crops = isProcedural ? [] : random.shuffle(await photo.crops());
  const scenes = [0, 1].map((i) => drawScene(crops[i % crops.length], random, settings));
  const samples: BatchSample[] = [];
  for (const camera of profiles) {
    const tags = dropTags(profileTags(camera), settings.processingTagKeep, random);
    samples.push({
      sentence: renderSentence(tags),
      views: [
        await takePatch(scenes[0]!, camera, random, settings),
        await takePatch(scenes[1]!, camera, random, settings),
      ],
    });
  }
  return samples;
}

/** A crop shrunk to little more than a patch, or a made-up scene where there is none large enough. */
function drawScene(
  crop: RasterImage | undefined,
  random: Random,
  { patchSize }: BatchSettings,
): RasterImage {
  const side = patchSize + BLOCKS + 2 * BORDER;
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

/** The camera sees and saves the smallest part of the scene that holds whole blocks and a border. */
async function takePatch(
  scene: RasterImage,
  profile: CameraProfile,
  random: Random,
  { patchSize, codec }: BatchSettings,
): Promise<RasterImage> {
  const { jpegQuality: quality, chromaSubsampling } = profile;
  const steps = quality === null ? [] : [{ kind: 'jpeg', quality, chromaSubsampling } as const];
  const plan = patchPlan(steps, patchSize, random);
  const width = plan.width + 2 * BORDER;
  const height = plan.height + 2 * BORDER;
  const x = random.integer(scene.width - width + 1);
  const y = random.integer(scene.height - height + 1);
  const image = exposeScene(cropImage(scene, { x, y, width, height }), profile, random);
  return processPatch(image, { x: width / 2, y: height / 2 }, plan, { random, codec });
}
