import { type ExifTags, renderSentence } from '@exifclip/exif-text';
import type { RasterImage } from '@exifclip/image';
import { chainTags } from '../chain/chain-tags.ts';
import { type PatchPlan, patchPlan } from '../chain/patch-plan.ts';
import { processPatch } from '../chain/process-patch.ts';
import type { ProcessingStep } from '../chain/processing-step.ts';
import type { Random } from '../random/random.ts';
import type { BatchSettings } from './batch-options.ts';
import type { BatchSample } from './batch-sample.ts';
import { choosePlace } from './choose-place.ts';
import { dropTags } from './drop-tags.ts';
import { fittingChain, largestPlan } from './fitting-chain.ts';
import type { TrainingPhoto } from './training-photo.ts';

/**
 * One photo after two different processing chains: same camera, same places, other words.
 *
 * @param chainRandom - draws the chains, apart from all else, so that photos can share them
 * @throws TypeError for a photo without crops
 * @throws RangeError for crops that are smaller than a patch
 */
export async function photoSamples(
  photo: TrainingPhoto,
  random: Random,
  chainRandom: Random,
  settings: BatchSettings,
): Promise<BatchSample[]> {
  const crops = random.shuffle(await photo.crops());
  const [first, second = first] = crops;
  if (!first || !second)
    throw new TypeError(`expected photo "${photo.id}" to have crops, got none`);

  const chains = differentChains(photo.tags, chainRandom, settings, [first, second]);
  const firstViews = await processAlike(first, chains, random, settings);
  const secondViews = await processAlike(second, chains, random, settings);
  return chains.map((chain, i) => ({
    sentence: renderSentence(
      [
        ...dropTags(photo.tags, settings.tagKeep, random),
        ...dropTags(chainTags(chain), settings.processingTagKeep, random),
      ],
      settings.sentence,
    ),
    views: [firstViews[i]!, secondViews[i]!],
  }));
}

/** Draws before a chain is made to differ by a tone, which takes no room. */
const TRIES = 50;

/** Two chains that read differently and that the crops have room for; neither's sentence is empty. */
function differentChains(
  tags: ExifTags,
  random: Random,
  { chain, patchSize }: BatchSettings,
  crops: readonly RasterImage[],
): readonly ProcessingStep[][] {
  const fits = (steps: readonly ProcessingStep[]): boolean => {
    const need = largestPlan(steps, patchSize);
    return crops.every(({ width, height }) => need.width <= width && need.height <= height);
  };
  const draw = (tries = TRIES): ProcessingStep[] => {
    const steps = fittingChain(random, chain, fits);
    if (steps.length > 0 || tags.length > 0) return steps;
    return tries > 0 ? draw(tries - 1) : withTone(steps, random);
  };
  const words = (steps: readonly ProcessingStep[]): string => renderSentence(chainTags(steps));
  const first = draw();
  let second = draw();
  for (let i = 0; words(second) === words(first); i += 1) {
    second = i < TRIES ? draw() : withTone(second, random);
  }
  return [first, second];
}
function withTone(steps: readonly ProcessingStep[], random: Random): ProcessingStep[] {
  return [...steps, { kind: 'gamma', gamma: random.logUniform(0.75, 1.35) }];
}

/** The same place of a crop after each chain. */
async function processAlike(
  crop: RasterImage,
  chains: readonly ProcessingStep[][],
  random: Random,
  settings: BatchSettings,
): Promise<RasterImage[]> {
  const { patchSize } = settings;
  const plans = chains.map((chain) => patchPlan(chain, patchSize, random));
  const largest = (side: (plan: PatchPlan) => number): number => Math.max(...plans.map(side));
  const region = { width: largest((plan) => plan.width), height: largest((plan) => plan.height) };
  const place = choosePlace(crop, region, patchSize, random);
  const patches: RasterImage[] = [];
  for (const plan of plans) {
    patches.push(await processPatch(crop, place, plan, { ...settings, random }));
  }
  return patches;
}
