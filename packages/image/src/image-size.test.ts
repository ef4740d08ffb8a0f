import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageSize } from './image-size.ts';

const encoder = () =>
  sharp({ create: { width: 300, height: 70, channels: 3, background: '#357' } });
const withAlpha = () => encoder().ensureAlpha(0.5);

describe('`imageSize`', () => {
  it('reads width and height from the header of every format', async () => {
    const files = await Promise.all([
      encoder().jpeg().toBuffer(),
      encoder().jpeg({ progressive: true }).withIccProfile('p3').toBuffer(),
      encoder().png().toBuffer(),
      encoder().gif().toBuffer(),
      encoder().webp().toBuffer(),
      encoder().webp({ lossless: true }).toBuffer(),
      withAlpha().webp().withIccProfile('p3').toBuffer(),
      encoder().avif({ effort: 0 }).toBuffer(),
    ]);
    for (const file of files) {
      expect(imageSize(file)).toEqual({ width: 300, height: 70 });
      for (let length = 0; length < 30; length++) {
        const size = imageSize(file.subarray(0, length));
        if (size) expect(size).toEqual({ width: 300, height: 70 });
      }
    }
  });

  it('is undefined for what it does not know', () => {
    expect(imageSize(new Uint8Array(0))).toBeUndefined();
    expect(imageSize(new TextEncoder().encode('a text that is long enough'))).toBeUndefined();
    expect(
      imageSize(Uint8Array.from({ length: 64 }, (_, i) => [0xff, 0xd8][i] ?? 0xff)),
    ).toBeUndefined();
  });
});
