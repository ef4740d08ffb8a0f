import type { Random } from '../random/random.ts';
import type { JpegStep, ProcessingStep, ResizeKernel, ResizeStep } from './processing-step.ts';

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
}

/** A random processing chain, as photos meet on their way through editors and the web. */
export function randomChain(
  random: Random,
  {
    emptyShare = 0.15,
    resizeShare = 0.5,
    resizeRange = [0.35, 2],
    jpegShare = 0.75,
    doubleJpegShare = 0.25,
    filterShare = 0.3,
    toneShare = 0.25,
  }: RandomChainOptions = {},
): ProcessingStep[] {
  if (random.chance(emptyShare)) return [];
  const edits: ProcessingStep[] = [];
  if (random.chance(resizeShare)) edits.push(randomResize(random, resizeRange));
  if (random.chance(toneShare)) edits.push(randomTone(random));
  if (random.chance(filterShare)) edits.push(randomFilter(random));
  const steps = random.shuffle(edits);
  if (steps.length === 0 || random.chance(jpegShare)) {
    if (random.chance(doubleJpegShare)) steps.unshift(randomJpeg(random));
    steps.push(randomJpeg(random));
  }
  return steps;
}

function randomResize(random: Random, [low, high]: readonly [number, number]): ResizeStep {
  const factor = random.chance(0.7)
    ? random.logUniform(Math.max(low, 0.5), Math.min(high, 1))
    : random.logUniform(low, high);
  return { kind: 'resize', factor: round2(factor), kernel: random.pick(KERNELS) };
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

function randomJpeg(random: Random): JpegStep {
  return {
    kind: 'jpeg',
    // Half of them at settings that programs suggest.
    quality: random.chance(0.5) ? random.pick(COMMON_QUALITIES) : 50 + random.integer(51),
    chromaSubsampling: random.chance(0.6) ? '4:2:0' : '4:4:4',
    phase: 'random',
  };
}

const COMMON_QUALITIES: readonly number[] = [70, 75, 80, 85, 90, 92, 95];

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
