import type { DenseArray } from '@exifclip/image';
import { directJpegCodec } from '../jpeg/direct-jpeg-codec.ts';
import { createRandom, type Random } from '../random/random.ts';
import type { BatchSettings, TrainingBatchOptions } from './batch-options.ts';
import type { BatchSample } from './batch-sample.ts';
import { cameraSamples } from './camera-samples.ts';
import { choosePhotos } from './choose-photos.ts';
import { drawSome } from './draw-some.ts';
import { orientPatch } from './orient-patch.ts';
import { photoSamples } from './photo-samples.ts';
import type { TrainingPhoto } from './training-photo.ts';

/** What one step of training sees. */
export interface TrainingBatch {
  /** `[2n, patchSize, patchSize, 3]`: the first views of the n sentences, then the second views. */
  patches: DenseArray<Uint8Array>;
  /** The n sentences. Neighbours 2i and 2i + 1 are pairs that are hard to tell apart. */
  sentences: readonly string[];
}

/**
 * The batch of one step: photos, each after two different processing chains, which neighbours may
 * share, and pairs of simulated cameras in front of the same scenes; of every sentence two patches, each turned and
 * mirrored at random. Photos that are too small for a chain get another. It depends on the photos and the options alone, so a run that was
 * interrupted goes on with the very batches that it would have had.
 *
 * @param photos - in a fixed order; their crops should have at least 432 pixels a side, so that
 * strong reductions fit, and must have those of a patch
 * @throws RangeError for too few photos, crops below a patch, or an odd patch size
 */
export async function trainingBatch(
  photos: readonly TrainingPhoto[],
  options: TrainingBatchOptions,
): Promise<TrainingBatch> {
  const { seed, step } = options;
  const settings = withDefaults(options);
  const { photosPerBatch, cameraPairs, patchSize } = settings;
  if (!(Number.isInteger(patchSize) && patchSize > 0 && patchSize % 2 === 0)) {
    throw new RangeError(`expected an even patch size, got ${patchSize}`);
  }
  if (photos.length === 0) throw new RangeError('expected at least one photo, got none');
  const choice = createRandom(seed, 'photos', step);
  const pool = poolOf(photos, options, settings);
  const chosen = choosePhotos(pool, photosPerBatch, choice, settings);
  const scenes = choosePhotos(pool, Math.min(cameraPairs, pool.length), choice, settings);

  const samples: BatchSample[] = [];
  for (const [i, photo] of chosen.entries()) {
    const random = createRandom(seed, 'photo', step, i);
    const chains = chainStream(i, options, settings);
    samples.push(...(await photoSamples(photo, random, chains, settings)));
  }
  for (let i = 0; i < cameraPairs; i += 1) {
    const random = createRandom(seed, 'cameras', step, i);
    const photo = scenes[i % scenes.length]!;
    // The next pair has this one's other photo before its cameras too.
    const other = scenes[(i + 1) % scenes.length]!;
    samples.push(...(await cameraSamples(photo, other, random, settings)));
  }
  return packSamples(samples, patchSize, createRandom(seed, 'orientation', step));
}

/** The photos that a step draws from: all, or those of its window of steps. */
function poolOf(
  photos: readonly TrainingPhoto[],
  { seed, step }: TrainingBatchOptions,
  { poolPhotos, poolSteps }: BatchSettings,
): readonly TrainingPhoto[] {
  if (!(Number.isInteger(poolSteps) && poolSteps > 0)) {
    throw new RangeError(`expected a pool for a whole number of steps, got ${poolSteps}`);
  }
  if (poolPhotos === 0 || poolPhotos >= photos.length) return photos;
  const window = Math.floor(step / poolSteps);
  return drawSome(photos, poolPhotos, createRandom(seed, 'pool', window));
}

/** What draws the chains of a batch's i-th photo: the same for both of a pair that shares them. */
function chainStream(
  i: number,
  { seed, step }: TrainingBatchOptions,
  { sharedChainShare }: BatchSettings,
): Random {
  const pair = i >> 1;
  const isShared = createRandom(seed, 'shared chains', step, pair).chance(sharedChainShare);
  return isShared
    ? createRandom(seed, 'chains of a pair', step, pair)
    : createRandom(seed, 'chains', step, i);
}

function withDefaults({
  photosPerBatch = 44,
  cameraPairs = 20,
  patchSize = 64,
  tagKeep = 0.5,
  processingTagKeep = 0.95,
  colourChartShare = 0.15,
  proceduralShare = 0.05,
  chain = {},
  camera = {},
  sharedChainShare = 0.5,
  cameraChainShare = 0.6,
  twoPhotoShare = 0,
  sentence = {},
  poolPhotos = 0,
  poolSteps = 100,
  codec = directJpegCodec,
  resizer,
  webp,
}: TrainingBatchOptions): BatchSettings {
  return {
    photosPerBatch,
    cameraPairs,
    patchSize,
    tagKeep,
    processingTagKeep,
    colourChartShare,
    proceduralShare,
    chain,
    camera,
    sharedChainShare,
    cameraChainShare,
    twoPhotoShare,
    sentence,
    poolPhotos,
    poolSteps,
    codec,
    ...(resizer && { resizer }),
    ...(webp && { webp }),
  };
}

function packSamples(
  samples: readonly BatchSample[],
  patchSize: number,
  random: { integer(count: number): number },
): TrainingBatch {
  const length = patchSize * patchSize * 3;
  const count = samples.length;
  const data = new Uint8Array(2 * count * length);
  for (const [i, { views }] of samples.entries()) {
    for (const [v, view] of views.entries()) {
      const start = (v * count + i) * length;
      orientPatch(view.data, patchSize, random.integer(8), data.subarray(start, start + length));
    }
  }
  return {
    patches: { data, shape: [2 * count, patchSize, patchSize, 3] },
    sentences: samples.map((sample) => sample.sentence),
  };
}
