import { assertRasterImage } from './assert-raster-image.ts';
import type { RasterImage } from './raster-image.ts';

/**
 * Lays one image over another of the same size, such as a coloured heatmap over its photo:
 * `base * (1 - opacity) + top * opacity`, rounded.
 *
 * @param opacity 0 shows the base alone, 1 the top alone
 * @throws RangeError when the sizes differ or the opacity is outside 0…1
 */
export function blendImages(base: RasterImage, top: RasterImage, opacity: number): RasterImage {
  assertRasterImage(base);
  assertRasterImage(top);
  const { width, height } = base;
  if (top.width !== width || top.height !== height) {
    throw new RangeError(
      `expected images of equal size, got ${width}x${height} and ${top.width}x${top.height}`,
    );
  }
  if (!(opacity >= 0 && opacity <= 1)) {
    throw new RangeError(`expected an opacity of 0 to 1, got ${opacity}`);
  }
  const data = new Uint8Array(base.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = Math.floor(base.data[i]! * (1 - opacity) + top.data[i]! * opacity + 0.5);
  }
  return { data, width, height, channels: 3 };
}
