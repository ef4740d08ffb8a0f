import type { QuantizationFamily } from '../jpeg/quantization-family.ts';
import type { Random } from '../random/random.ts';
import type { JpegStep, ProcessingStep, ResizeKernel, ResizeStep } from './processing-step.ts';
import { socialChain, socialServices } from './social-chain.ts';

/** How often the parts of a random processing chain occur. */
export interface RandomChainOptions {
  /** Share of chains without a step, 0…1. @defaultValue 0.15 */
  emptyShare?: number;
  /** Share of the other chains that resize, 0…1. @defaultValue 0.5 */
  resizeShare?: number;
  /** Smallest and largest resize factor; most lie in 0.5…1. @defaultValue `[0.35, 2]` */
  resizeRange?: readonly [number, number];
  /** Share of the other chains that end as JPEG, 0…1. @defaultValue 0.75 */
  jpegShare?: number;
  /** Share of those that also start as one, 0…1. @defaultValue 0.25 */
  doubleJpegShare?: number;
  /** Share of the other chains with a filter or noise, 0…1. @defaultValue 0.3 */
  filterShare?: number;
  /** Share of the other chains that change tones or colours, 0…1. @defaultValue 0.25 */
  toneShare?: number;
  /** Share of all chains that are those of a service of `socialServices`, 0…1. @defaultValue 0 */
  socialShare?: number;
  /** Share of the other chains that change colour space, chroma or to grey, 0…1. @defaultValue 0 */
  colourShare?: number;
  /** Share of resizes that libvips does, 0…1: they need a `resizer`. @defaultValue 0 */
  libvipsShare?: number;
  /** Share of last JPEGs that are WebP instead, 0…1: they need `webp`. @defaultValue 0 */
  webpShare?: number;
  /** Share of JPEGs with tables other than libjpeg's, half of them at 4:2:2, 0…1. @defaultValue 0 */
  cameraTablesShare?: number;
}

/**
 * A random processing chain, as photos meet on their way through editors and the web. Shares of 0
 * draw nothing, so a seed gives the same chain whatever options there are beside them.
 */
export function randomChain(random: Random, options: RandomChainOptions = {}): ProcessingStep[] {
  const {
    emptyShare = 0.15,
    resizeShare = 0.5,
    resizeRange = [0.35, 2],
    jpegShare = 0.75,
  } = options;
  const { doubleJpegShare = 0.25, filterShare = 0.3, toneShare = 0.25 } = options;
  const { socialShare = 0, colourShare = 0, webpShare = 0 } = options;
  if (drawn(random, socialShare)) return randomSocial(random, resizeRange);
  if (random.chance(emptyShare)) return [];
  const edits: ProcessingStep[] = [];
  if (random.chance(resizeShare)) edits.push(randomResize(random, resizeRange, options));
  if (random.chance(toneShare)) edits.push(randomTone(random));
  if (random.chance(filterShare)) edits.push(randomFilter(random));
  if (drawn(random, colourShare)) edits.push(randomColour(random));
  const steps = random.shuffle(edits);
  if (steps.length === 0 || random.chance(jpegShare)) {
    if (random.chance(doubleJpegShare)) steps.unshift(randomJpeg(random, options));
    const isWebp = drawn(random, webpShare);
    steps.push(isWebp ? randomWebp(random) : randomJpeg(random, options));
  }
  return steps;
}

/** True with a probability; one of 0 takes no random number. */
function drawn(random: Random, share: number): boolean {
  return share > 0 && random.chance(share);
}

function randomResize(
  random: Random,
  [low, high]: readonly [number, number],
  { libvipsShare = 0 }: RandomChainOptions,
): ResizeStep {
  const factor = random.chance(0.7)
    ? random.logUniform(Math.max(low, 0.5), Math.min(high, 1))
    : random.logUniform(low, high);
  const step: ResizeStep = {
    kind: 'resize',
    factor: round2(factor),
    kernel: random.pick(KERNELS),
  };
  if (!drawn(random, libvipsShare)) return step;
  return { ...step, kernel: random.pick(LIBVIPS_KERNELS), library: 'libvips' };
}

// As often as they stand here; area averaging is not offered: it is a special case of editors.
const KERNELS: readonly ResizeKernel[] = [
  'bicubic',
  'bicubic',
  'bicubic',
  'bilinear',
  'bilinear',
  'lanczos3',
  'lanczos3',
  'nearest',
];

const LIBVIPS_KERNELS = ['nearest', 'bicubic', 'mitchell', 'lanczos2', 'lanczos3'] as const;

/** Sides of photos of 5 to 50 megapixels. */
const PHOTO_SIDES = [2592, 3264, 4000, 4032, 4608, 5184, 6000, 8064] as const;

/** A service's chain for a photo of some size, as far as it may be reduced. */
function randomSocial(random: Random, [low]: readonly [number, number]): ProcessingStep[] {
  const service = socialServices[random.pick(SERVICES)];
  const side = Math.min(random.pick(PHOTO_SIDES), service.longestSide / low);
  return socialChain(service, { width: side, height: (3 * side) / 4 }).map((step) =>
    step.kind === 'jpeg' ? { ...step, phase: 'random' } : step,
  );
}

const SERVICES = Object.keys(socialServices) as (keyof typeof socialServices)[];

function randomColour(random: Random): ProcessingStep {
  switch (random.integer(5)) {
    case 0:
    case 1:
      return {
        kind: 'colour-space',
        space: random.pick(['display-p3', 'adobe-rgb']),
        profile: random.pick(['kept', 'lost']),
      };
    case 2:
      return { kind: 'grey' };
    default:
      return {
        kind: 'chroma',
        sampling: random.pick(['4:4:4', '4:2:2', '4:2:0', '4:1:1']),
        filter: random.pick(['point', 'mean', 'linear']),
      };
  }
}

function randomWebp(random: Random): ProcessingStep {
  return { kind: 'webp', quality: random.pick(COMMON_QUALITIES) };
}

function randomTone(random: Random): ProcessingStep {
  switch (random.integer(3)) {
    case 0:
      return { kind: 'gamma', gamma: round2(random.logUniform(0.75, 1.35)) };
    case 1:
      return { kind: 'contrast', gain: round2(random.logUniform(0.75, 1.35)) };
    default:
      return { kind: 'saturation', gain: round2(random.logUniform(0.5, 1.6)) };
  }
}

function randomFilter(random: Random): ProcessingStep {
  switch (random.integer(5)) {
    case 0:
      return { kind: 'blur', sigma: round2(random.logUniform(0.4, 1.5)) };
    case 1:
      return { kind: 'sharpen', amount: round2(random.uniform(0.2, 1)) };
    case 2:
      return {
        kind: 'unsharp',
        radius: round2(random.logUniform(0.6, 2)),
        amount: round2(random.uniform(0.3, 1.5)),
      };
    case 3:
      return { kind: 'median', size: random.chance(0.85) ? 3 : 5 };
    default:
      return { kind: 'noise', sigma: round2(random.logUniform(1, 6)) };
  }
}

function randomJpeg(random: Random, { cameraTablesShare = 0 }: RandomChainOptions): JpegStep {
  const step: JpegStep = {
    kind: 'jpeg',
    // Half of them at settings that programs suggest.
    quality: random.chance(0.5) ? random.pick(COMMON_QUALITIES) : 50 + random.integer(51),
    chromaSubsampling: random.chance(0.6) ? '4:2:0' : '4:4:4',
    phase: 'random',
  };
  if (!drawn(random, cameraTablesShare)) return step;
  const tables = random.pick(CAMERA_TABLES);
  return random.chance(0.5) ? { ...step, tables, chromaSubsampling: '4:2:2' } : { ...step, tables };
}

const CAMERA_TABLES: readonly QuantizationFamily[] = [
  'halved-mean',
  'apple',
  'canon',
  'google',
  'samsung',
  'sony',
];

const COMMON_QUALITIES: readonly number[] = [70, 75, 80, 85, 90, 92, 95];

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
