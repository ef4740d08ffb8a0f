import { cropImage, type RasterImage } from '@exifclip/image';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { proceduralScene } from '../scene/procedural-scene.ts';
import { directJpegCodec } from './direct-jpeg-codec.ts';
import { imageJpegCodec } from './image-jpeg-codec.ts';
import { jpegLoss } from './jpeg-loss.ts';

const scene = proceduralScene(160, 120, createRandom('jpeg'));
const cut = (width: number, height: number): RasterImage =>
  cropImage(scene, { x: 13, y: 7, width, height });

describe('jpegLoss', () => {
  test.each(['4:4:4', '4:2:0'] as const)(
    '`jpegLoss` at %s is bit for bit what a JPEG file gives back, whatever the size and quality',
    async (chromaSubsampling) => {
      for (const [width, height] of [
        [96, 80],
        [81, 79],
        [33, 8],
        [17, 16],
        [5, 3],
        [2, 2],
        [1, 1],
      ] as const) {
        for (const quality of [1, 20, 50, 75, 92, 100]) {
          const image = cut(width, height);
          const settings = { quality, chromaSubsampling };
          const direct = await directJpegCodec.roundTripJpeg(image, settings);
          const real = await imageJpegCodec.roundTripJpeg(image, settings);
          const name = `${width}×${height} at ${quality}`;
          expect([direct.width, direct.height], name).toEqual([width, height]);
          expect(Buffer.compare(direct.data, real.data), name).toBe(0);
        }
      }
    },
  );

  test('extreme pixels survive: black, white and pure noise', async () => {
    const random = createRandom('noise');
    const noise = {
      ...cut(48, 48),
      data: Uint8Array.from({ length: 6912 }, () => 255 * random.integer(2)),
    };
    const settings = { quality: 30, chromaSubsampling: '4:2:0' } as const;
    expect(jpegLoss(noise, settings)).toEqual(await imageJpegCodec.roundTripJpeg(noise, settings));
    for (const level of [0, 255]) {
      const flat = { ...cut(20, 20), data: new Uint8Array(1200).fill(level) };
      expect(jpegLoss(flat, settings).data).toEqual(flat.data);
    }
  });

  test('the image given is left alone, and saving again at the same settings changes little', () => {
    const image = cut(64, 64);
    const before = image.data.slice();
    const settings = { quality: 80, chromaSubsampling: '4:4:4' } as const;
    const once = jpegLoss(image, settings);
    const twice = jpegLoss(once, settings);
    const change = (a: RasterImage, b: RasterImage): number =>
      a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]!), 0) / a.data.length;
    expect(image.data).toEqual(before);
    expect(change(once, twice)).toBeLessThan(change(image, once) / 5);
  });

  test('a quality out of range is refused with what came', () => {
    for (const quality of [0, 101, 75.5, Number.NaN]) {
      expect(() => jpegLoss(cut(8, 8), { quality, chromaSubsampling: '4:4:4' })).toThrow(
        `1…100 in whole numbers, got ${quality}`,
      );
    }
  });
});
