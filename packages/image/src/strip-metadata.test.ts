import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image.ts';
import { stripMetadata } from './strip-metadata.ts';

const pixels = Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * i) % 251);
const encoder = () => sharp(pixels, { raw: { width: 40, height: 30, channels: 3 } });

describe('`stripMetadata`', () => {
  const formats: Record<string, (image: Sharp) => Sharp> = {
    jpeg: (image) => image.jpeg({ progressive: true }),
    png: (image) => image.png(),
    webp: (image) => image.webp({ lossless: true }),
  };

  for (const [format, encode] of Object.entries(formats)) {
    it(`leaves a ${format} file that decodes to the same pixels, without profile and EXIF`, async () => {
      const profiled = encode(encoder().withIccProfile('p3').withMetadata({ orientation: 6 }));
      const file = await profiled.toBuffer();
      expect(await sharp(file).metadata()).toMatchObject({
        format,
        orientation: 6,
        hasProfile: true,
      });
      const bare = stripMetadata(file);
      const header = await sharp(bare).metadata();
      expect(header).toMatchObject({ format, hasProfile: false });
      expect([header.exif, header.orientation]).toEqual([undefined, undefined]);
      expect(await decodeImage(bare)).toEqual(await decodeImage(file));
    });
  }

  it('keeps the JPEG markers that say how colours are coded', async () => {
    const cmyk = await encoder().toColourspace('cmyk').jpeg().toBuffer();
    const bare = stripMetadata(cmyk);
    expect(Buffer.from(bare).includes('Adobe')).toBe(true);
    expect(await decodeImage(bare)).toEqual(await decodeImage(cmyk));
  });

  it('takes out alpha that is stored apart, and keeps the colours under it', async () => {
    const rgba = Uint8Array.from({ length: 40 * 30 * 4 }, (_, i) => (i * i) % 251);
    const open = () => sharp(rgba, { raw: { width: 40, height: 30, channels: 4 } });
    const files = [
      open().png({ palette: true }),
      open().webp({ exact: true }),
      open().avif({ lossless: true, effort: 0 }),
    ];
    for (const image of files) {
      const file = await image.toBuffer();
      const bare = stripMetadata(file);
      expect((await sharp(file).metadata()).hasAlpha).toBe(true);
      expect((await sharp(bare).metadata()).hasAlpha).toBe(false);
      expect(await decodeImage(bare)).toEqual(await decodeImage(file));
    }
    // Coded together with the colours.
    const webp = await open().webp({ lossless: true, exact: true }).toBuffer();
    expect(await decodeImage(stripMetadata(webp))).toEqual(await decodeImage(webp));
  });

  it('copies other formats, and what is cut short or damaged', async () => {
    const jpeg = await encoder().jpeg().withIccProfile('p3').toBuffer();
    const png = await encoder().png().withIccProfile('p3').toBuffer();
    const webp = await encoder().webp().withIccProfile('p3').toBuffer();
    for (const file of [jpeg, png, webp]) {
      for (let length = 0; length < 200; length++) {
        expect(stripMetadata(file.subarray(0, length)).length).toBeLessThanOrEqual(length);
      }
    }
    const gif = await encoder().gif().toBuffer();
    expect(stripMetadata(gif)).toEqual(new Uint8Array(gif));
  });
});
