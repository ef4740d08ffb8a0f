import { cropImage, type RasterImage } from '@exifclip/image';
import { applyStep, type ProcessingOptions } from './apply-step.ts';
import type { PatchPlan } from './patch-plan.ts';

/**
 * Carries out a `PatchPlan` on the region around a place of the image.
 *
 * @param centre - in pixels of the image; moved inwards where the region would leave the image
 * @returns the processed patch
 * @throws RangeError for an image smaller than the plan's region
 */
export async function processPatch(
  image: RasterImage,
  centre: { x: number; y: number },
  plan: PatchPlan,
  options: ProcessingOptions = {},
): Promise<RasterImage> {
  const { width, height } = plan;
  if (image.width < width || image.height < height) {
    throw new RangeError(
      `expected an image of at least ${width}×${height} pixels for this processing chain, ` +
        `got ${image.width}×${image.height}`,
    );
  }
  const x = inside(centre.x - width / 2, image.width - width);
  const y = inside(centre.y - height / 2, image.height - height);
  let region = cropImage(image, { x, y, width, height });
  for (const stage of plan.stages) {
    const result = await applyStep(region, stage.step, options);
    region = isWhole(stage, result) ? result : cropImage(result, stage);
  }
  return region;
}

function isWhole(stage: { width: number; height: number }, result: RasterImage): boolean {
  return stage.width === result.width && stage.height === result.height;
}

function inside(value: number, last: number): number {
  return Math.min(Math.max(Math.round(value), 0), last);
}
