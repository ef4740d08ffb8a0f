import { describe, expect, it } from 'vitest';
import { blendImages } from './blend-images.ts';
import type { RasterImage } from './raster-image.ts';

const base: RasterImage = { data: Uint8Array.of(0, 100, 255), width: 1, height: 1, channels: 3 };
const top: RasterImage = { data: Uint8Array.of(255, 200, 255), width: 1, height: 1, channels: 3 };

describe('`blendImages`', () => {
  it('mixes two images by the opacity of the upper one', () => {
    expect(blendImages(base, top, 0)).toEqual(base);
    expect(blendImages(base, top, 1)).toEqual(top);
    expect([...blendImages(base, top, 0.25).data]).toEqual([64, 125, 255]);
  });

  it('refuses images of different sizes and opacities outside 0…1', () => {
    const wide: RasterImage = { ...top, data: new Uint8Array(6), width: 2 };
    expect(() => blendImages(base, wide, 0.5)).toThrow(
      new RangeError('expected images of equal size, got 1x1 and 2x1'),
    );
    for (const opacity of [-0.1, 1.1, Number.NaN]) {
      expect(() => blendImages(base, top, opacity)).toThrow(RangeError);
    }
  });
});
