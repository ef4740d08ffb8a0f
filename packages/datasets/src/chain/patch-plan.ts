import { blurReach } from '../gaussian-weights.ts';
import type { Random } from '../random/random.ts';
import { chromaCell } from './chroma-cell.ts';
import { jpegPeriod } from './jpeg-period.ts';
import type { ChromaStep, JpegStep, ProcessingStep, ResizeStep } from './processing-step.ts';
import { kernelSupport } from './resize-weights.ts';
import { wholeFactor } from './whole-factor.ts';

/** A step and the part of its result that the steps after it need. */
export interface PatchStage {
  step: ProcessingStep;
  /** Upper left corner of that part, in pixels of the step's result. */
  x: number;
  y: number;
  /** Its size in pixels. */
  width: number;
  height: number;
}

/** How to get one processed patch from the smallest region of the image. */
export interface PatchPlan {
  /** Size of the region that must be cut from the image, in pixels. */
  width: number;
  height: number;
  stages: readonly PatchStage[];
}

/**
 * Plans a patch of a processed image backwards: for each step, the region that it must see for
 * the patch to come out as if the whole image had been processed. Blocks of a JPEG are whole and
 * the grid lies anywhere over the patch, as it does over the patches of a whole image; where two
 * JPEGs both name a phase and nothing between them resizes, their grids are shifted by as much as
 * the phases say. WebP predicts blocks from those before them, so its patches are like those of a
 * whole image and not the same.
 *
 * @throws RangeError for a resize by a library whose factor is no multiple of 0.01
 */
export function patchPlan(
  steps: readonly ProcessingStep[],
  patchSize: number,
  random: Pick<Random, 'integer'>,
): PatchPlan {
  const stages: PatchStage[] = [];
  let width = patchSize;
  let height = patchSize;
  let origin: Record<'x' | 'y', Origin | undefined> = { x: undefined, y: undefined };
  for (const step of [...steps].reverse()) {
    const across = axisNeed(step, 'x', { need: width, origin: origin.x }, random);
    const down = axisNeed(step, 'y', { need: height, origin: origin.y }, random);
    const whole = step.kind === 'jpeg' ? ({ ...step, phase: { x: 0, y: 0 } } as const) : step;
    stages.unshift({ step: whole, x: across.offset, y: down.offset, width, height });
    width = across.input;
    height = down.input;
    origin = { x: across.origin, y: down.origin };
  }
  return { width, height, stages };
}

/** Where a part begins in the image, as far as later JPEGs tell: the remainder by a period. */
interface Origin {
  at: number;
  period: number;
}

/** Along one axis: how many pixels a step must be given, and where in its result the part lies. */
interface AxisNeed {
  input: number;
  offset: number;
  /** Where the input begins. */
  origin?: Origin | undefined;
}

/** What of a step's result is needed, and where that begins. */
interface Part {
  need: number;
  origin: Origin | undefined;
}

function axisNeed(
  step: ProcessingStep,
  axis: 'x' | 'y',
  part: Part,
  random: Pick<Random, 'integer'>,
): AxisNeed {
  if (step.kind === 'jpeg') return jpegNeed(step, axis, part, random);
  if (step.kind === 'resize') return resizeNeed(step, part.need, random);
  if (step.kind === 'chroma') return chromaNeed(step, axis, part, random);
  if (step.kind === 'webp') return blockNeed(WEBP_BLOCK, part, random.integer(WEBP_BLOCK));
  const margin = filterReach(step);
  return { input: part.need + 2 * margin, offset: margin, origin: before(part.origin, margin) };
}

/** Side of a macroblock of VP8. */
const WEBP_BLOCK = 16;

function jpegNeed(
  step: JpegStep,
  axis: 'x' | 'y',
  part: Part,
  random: Pick<Random, 'integer'>,
): AxisNeed {
  const period = jpegPeriod(step.chromaSubsampling)[axis];
  if (typeof step.phase !== 'object') return blockNeed(period, part, random.integer(period));
  const phase = step.phase[axis];
  const origin = { at: remainder(-phase, period), period };
  if (!part.origin) return { ...blockNeed(period, part, random.integer(period)), origin };
  const shared = Math.min(period, part.origin.period);
  const offset =
    remainder(part.origin.at + phase, shared) + shared * random.integer(period / shared);
  return { ...blockNeed(period, part, offset), origin };
}

/** Whole blocks around a part that begins at an offset in the first of them. */
function blockNeed(period: number, { need, origin }: Part, offset: number): AxisNeed {
  const input = Math.ceil((offset + need) / period) * period;
  return { input, offset, origin: before(origin, offset) };
}

/** Whole cells of chroma, and one more on either side where they are interpolated. */
function chromaNeed(
  step: ChromaStep,
  axis: 'x' | 'y',
  part: Part,
  random: Pick<Random, 'integer'>,
): AxisNeed {
  const period = chromaCell(step.sampling)[axis];
  const reach = step.filter === 'linear' && period > 1 ? period : 0;
  const offset = reach + random.integer(period);
  const input = Math.ceil((offset + part.need + reach) / period) * period;
  return { input, offset, origin: before(part.origin, offset) };
}

function resizeNeed(
  { factor, kernel, library }: ResizeStep,
  need: number,
  random: Pick<Random, 'integer'>,
): AxisNeed {
  const reach = Math.ceil(kernelSupport[kernel] * Math.max(1, factor));
  // A few pixels more or less move the patch over the pattern that interpolation leaves.
  const offset = reach + random.integer(4);
  const input = Math.ceil((offset + need + reach) / factor);
  if (!library) return { input, offset };
  // A library makes the factor of a region from its rounded size, so the size must come out whole.
  const { from } = wholeFactor(factor);
  return { input: Math.ceil(input / from) * from, offset };
}

/** How far a filter reads on either side, in pixels. */
function filterReach(step: ProcessingStep): number {
  switch (step.kind) {
    case 'blur':
      return blurReach(step.sigma);
    case 'unsharp':
      return blurReach(step.radius);
    case 'median':
      return (step.size - 1) / 2;
    case 'sharpen':
      return 1;
    default:
      return 0;
  }
}

function before(origin: Origin | undefined, pixels: number): Origin | undefined {
  return origin && { ...origin, at: remainder(origin.at - pixels, origin.period) };
}

function remainder(value: number, period: number): number {
  return ((value % period) + period) % period;
}
