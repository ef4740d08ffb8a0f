import { describe, expect, it } from 'vitest';
import { cropImage } from './crop-image.ts';
import type { RasterImage } from './raster-image.ts';

const image: RasterImage = {
  data: Uint8Array.from({ length: 36 }, (_, i) => i),
  width: 4,
  height: 3,
  channels: 3,
};

describe('`cropImage`', () => {
  it('copies the pixels of a rectangle', () => {
    const crop = cropImage(image, { x: 2, y: 1, width: 2, height: 2 });
    expect(crop).toEqual({
      data: Uint8Array.of(18, 19, 20, 21, 22, 23, 30, 31, 32, 33, 34, 35),
      width: 2,
      height: 2,
      channels: 3,
    });
    expect(cropImage(image, { x: 0, y: 0, width: 4, height: 3 })).toEqual(image);
  });

  it('refuses a rectangle that is empty, fractional or not inside', () => {
    for (const wrong of [{ x: 3 }, { y: -1 }, { width: 0 }, { x: 0.5 }, { height: Number.NaN }]) {
      const rectangle = { x: 0, y: 0, width: 2, height: 2, ...wrong };
      expect(() => cropImage(image, rectangle)).toThrow(/expected a rectangle .* inside 4x3, got/);
    }
  });

  it('refuses an image that is not whole', () => {
    const rectangle = { x: 0, y: 0, width: 1, height: 1 };
    expect(() => cropImage({ ...image, height: 4 }, rectangle)).toThrow(
      new RangeError('expected an image of 4x4 to hold 48 bytes, got 36'),
    );
    const rgba = { ...image, channels: 4 } as unknown as RasterImage;
    expect(() => cropImage(rgba, rectangle)).toThrow(
      'expected an image of 3 channels (RGB), got 4',
    );
    const list = { ...image, data: [...image.data] } as unknown as RasterImage;
    expect(() => cropImage(list, rectangle)).toThrow(TypeError);
  });
});
