import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { encodeJpeg } from './encode-jpeg.ts';
import type { RasterImage } from './raster-image.ts';

const image: RasterImage = {
  data: Uint8Array.from({ length: 32 * 24 * 3 }, (_, i) => 128 + 100 * Math.sin(i / 40)),
  width: 32,
  height: 24,
  channels: 3,
};

describe('`encodeJpeg`', () => {
  it('loses little at quality 100 and more at 20', async () => {
    const errorAt = async (quality: number) => {
      const jpeg = await encodeJpeg(image, { quality, chromaSubsampling: '4:4:4' });
      const { data } = await decodeImage(jpeg);
      return (
        data.reduce((sum, value, i) => sum + Math.abs(value - image.data[i]!), 0) / data.length
      );
    };
    expect(await errorAt(100)).toBeLessThan(1);
    expect(await errorAt(20)).toBeGreaterThan(2);
  });

  it('stores colour at the resolution asked for, half by default', async () => {
    const samplingOf = async (jpeg: Uint8Array) => (await sharp(jpeg).metadata()).chromaSubsampling;
    expect(await samplingOf(await encodeJpeg(image, { chromaSubsampling: '4:4:4' }))).toBe('4:4:4');
    expect(await samplingOf(await encodeJpeg(image))).toBe('4:2:0');
  });

  it('uses the standard luminance table, at quality 50 as it stands', async () => {
    const jpeg = Buffer.from(await encodeJpeg(image, { quality: 50 }));
    // The head of table K.1 of ITU-T T.81, in zigzag order.
    const firstValues = [16, 11, 12, 14, 12, 10, 16, 14];
    const table = jpeg.indexOf(Buffer.of(0xff, 0xdb)) + 5;
    expect([...jpeg.subarray(table, table + 8)]).toEqual(firstValues);
  });

  it('refuses a quality outside 1…100', async () => {
    for (const quality of [0, 101, 50.5, Number.NaN]) {
      await expect(encodeJpeg(image, { quality })).rejects.toThrow(
        new RangeError(`expected a JPEG quality of 1 to 100, got ${quality}`),
      );
    }
  });
});
