import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { encodePng } from './encode-png.ts';
import type { RasterImage } from './raster-image.ts';

const image: RasterImage = {
  data: Uint8Array.from({ length: 36 }, (_, i) => (i * 83) % 256),
  width: 4,
  height: 3,
  channels: 3,
};

describe('`encodePng`', () => {
  it('keeps every value of an RGB image', async () => {
    expect(await decodeImage(await encodePng(image))).toEqual(image);
  });

  it('keeps every value of a grey array, in a grey file', async () => {
    const mask = { data: Uint8Array.of(0, 255, 7, 255, 128, 0), shape: [2, 3] };
    const png = await encodePng(mask);
    expect(await sharp(png).metadata()).toMatchObject({
      space: 'b-w',
      channels: 1,
      depth: 'uchar',
    });
    const expected = Uint8Array.from({ length: 18 }, (_, i) => mask.data[Math.floor(i / 3)]!);
    expect(await decodeImage(png)).toEqual({ data: expected, width: 3, height: 2, channels: 3 });
  });

  it('returns plain bytes, not a Buffer', async () => {
    expect((await encodePng(image)).constructor).toBe(Uint8Array);
  });

  it('refuses an image or array that is not whole', async () => {
    await expect(encodePng({ ...image, width: 5 })).rejects.toThrow(
      new RangeError('expected an image of 5x3 to hold 45 bytes, got 36'),
    );
    await expect(encodePng({ data: new Uint8Array(6), shape: [1, 2, 3] })).rejects.toThrow(
      'expected a grey picture as bytes of shape [height, width], got Uint8Array of shape [1, 2, 3]',
    );
    await expect(encodePng({ data: new Uint8Array(0), shape: [0, 3] })).rejects.toThrow(TypeError);
  });
});
