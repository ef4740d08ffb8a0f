import { resizeImage } from '@exifclip/datasets';
import { cropImage, type RasterImage } from '@exifclip/image';
import { residualCoOccurrences } from '@exifclip/splice';
import type { FeatureSource } from './feature-source.ts';

/** Side of what raw pixels are taken from: more would be more numbers than photos. */
const side = 16;

/**
 * What needs no weights: the middle 16×16 pixels as they are; the view shrunk to 16×16, which is
 * content and no trace; and how often runs of quantised noise residuals occur.
 */
export const baselineSources: readonly FeatureSource[] = [
  baseline('raw pixels', rawPixels),
  baseline('thumbnail', (view) => Float32Array.from(thumbnail(view).data)),
  baseline('noise residual', noiseResidual),
];

function baseline(name: string, compute: (view: RasterImage) => Float32Array): FeatureSource {
  return {
    name,
    kind: 'baseline',
    features: async (view) => compute(view),
    dispose: async () => {},
  };
}

function rawPixels(view: RasterImage): Float32Array {
  const middle = (length: number) => Math.floor((length - side) / 2);
  const place = { x: middle(view.width), y: middle(view.height), width: side, height: side };
  return Float32Array.from(cropImage(view, place).data);
}

function thumbnail(view: RasterImage): RasterImage {
  return resizeImage(view, side / view.width, 'area');
}

function noiseResidual(view: RasterImage): Float32Array {
  const whole = {
    patchSize: view.width,
    rowOffsets: Int32Array.of(0),
    colOffsets: Int32Array.of(0),
    imageWidth: view.width,
    imageHeight: view.height,
  };
  return Float32Array.from(residualCoOccurrences(view, whole));
}
