import { blurReach } from '../gaussian-weights.ts';
import type { Random } from '../random/random.ts';
import type { JpegStep, ProcessingStep, ResizeStep } from './processing-step.ts';
import { kernelSupport } from './resize-weights.ts';

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
 * the grid lies anywhere over the patch, as it does over the patches of a whole image; phases in
 * the steps are therefore not used.
 */
export function patchPlan(
  steps: readonly ProcessingStep[],
  patchSize: number,
  random: Random,
): PatchPlan {
  const stages: PatchStage[] = [];
  let width = patchSize;
  let height = patchSize;
  for (const step of [...steps].reverse()) {
    const across = axisNeed(step, width, random);
    const down = axisNeed(step, height, random);
    const whole = step.kind === 'jpeg' ? ({ ...step, phase: { x: 0, y: 0 } } as const) : step;
    stages.unshift({ step: whole, x: across.offset, y: down.offset, width, height });
    width = across.input;
    height = down.input;
  }
  return { width, height, stages };
}

/** Along one axis: how many pixels a step must be given, and where in its result the part lies. */
interface AxisNeed {
  input: number;
  offset: number;
}

function axisNeed(step: ProcessingStep, need: number, random: Random): AxisNeed {
  if (step.kind === 'jpeg') return jpegNeed(step, need, random);
  if (step.kind === 'resize') return resizeNeed(step, need, random);
  const margin = filterReach(step);
  return { input: need + 2 * margin, offset: margin };
}

function jpegNeed(step: JpegStep, need: number, random: Random): AxisNeed {
  const period = step.chromaSubsampling === '4:2:0' ? 16 : 8;
  const offset = random.integer(period);
  return { input: Math.ceil((offset + need) / period) * period, offset };
}

function resizeNeed({ factor, kernel }: ResizeStep, need: number, random: Random): AxisNeed {
  const reach = Math.ceil(kernelSupport[kernel] * Math.max(1, factor));
  // A few pixels more or less move the patch over the pattern that interpolation leaves.
  const offset = reach + random.integer(4);
  return { input: Math.ceil((offset + need + reach) / factor), offset };
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
