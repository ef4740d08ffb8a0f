import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { decodeImage } from './decode-image.ts';
import { ImageDecodeError } from './image-decode-error.ts';

const noise = Uint8Array.from(
  { length: 64 * 64 * 3 },
  (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24,
);
const encoder = () => sharp(noise, { raw: { width: 64, height: 64, channels: 3 } });

describe('`decodeImage` refuses in one line that names the input', () => {
  it('text, random bytes, vector graphics and nothing at all', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    const isNoImage = 'expected a JPEG, PNG, TIFF, WebP, AVIF or GIF image, got';
    expect(await messageFor(Buffer.from('hello world'))).toBe(
      `cannot decode "photo.jpg": ${isNoImage} 11 bytes that begin with 68 65 6c 6c 6f 20 77 6f`,
    );
    expect(await messageFor(noise)).toContain(isNoImage);
    expect(await messageFor(Buffer.from(svg))).toContain(isNoImage);
    expect(await messageFor(Uint8Array.of(0xff, 0xd8))).toContain('cannot decode "photo.jpg"');
    expect(await messageFor(new Uint8Array(0))).toBe(
      'cannot decode "photo.jpg": expected an image, got 0 bytes',
    );
  });

  it('files cut short, of every format', async () => {
    const files = await Promise.all([
      encoder().jpeg().toBuffer(),
      encoder().jpeg({ progressive: true }).toBuffer(),
      encoder().png().toBuffer(),
      encoder().tiff({ compression: 'lzw' }).toBuffer(),
      encoder().webp().toBuffer(),
      encoder().gif().toBuffer(),
      encoder().avif({ effort: 0 }).toBuffer(),
    ]);
    for (const file of files) {
      await expect(decodeImage(file)).resolves.toMatchObject({ width: 64, height: 64 });
      for (const length of [file.length >> 1, file.length - 40]) {
        expect(await messageFor(file.subarray(0, length))).toContain('photo.jpg');
      }
    }
  });

  it('an image of more pixels than allowed, before it is decoded', async () => {
    const png = await encoder().png().toBuffer();
    expect(await messageFor(png, 4095)).toContain('at most 4095 pixels, got 64x64 = 4096');
    await expect(decodeImage(png, { maxPixels: 4096 })).resolves.toMatchObject({ width: 64 });
    // A header alone, of 24 GB.
    const gif = Buffer.from('GIF89a\xff\xff\xff\xff\x00\x00\x00', 'latin1');
    const frame = Buffer.from(
      ',\x00\x00\x00\x00\xff\xff\xff\xff\x80\x00\x00\x00\xff\xff\xff',
      'latin1',
    );
    const end = Buffer.from('\x02\x02\x4c\x01\x00;', 'latin1');
    const message = await messageFor(Buffer.concat([gif, frame, end]));
    expect(message).toContain(`at most ${2 ** 28} pixels, got 65535x65535`);
  });

  it('what it was given under no name, as a Blob or a File', async () => {
    await expect(decodeImage(new Blob(['hello']))).rejects.toMatchObject({ inputName: 'image' });
    const file = new File(['hello'], 'holiday.jpg');
    await expect(decodeImage(file)).rejects.toMatchObject({ inputName: 'holiday.jpg' });
  });

  it('a path, with a TypeError', async () => {
    const path = 'photo.jpg' as unknown as Uint8Array;
    await expect(decodeImage(path)).rejects.toThrow(
      new TypeError('expected an image as Uint8Array or Blob, got string'),
    );
  });
});

describe('`decodeImage` takes notice of its signal', () => {
  it('that is aborted before the start, or during the work', async () => {
    const png = await encoder().png().toBuffer();
    const reason = new Error('no longer wanted');
    await expect(decodeImage(png, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const decoding = decodeImage(png, { signal: controller.signal });
    controller.abort(reason);
    await expect(decoding).rejects.toBe(reason);
  });
});

const data = sharedData();

describe.skipIf(!data)('`decodeImage` on real photos', () => {
  it('says of HEIC that it cannot be decoded here', async () => {
    const file = readFileSync(join(data!, 'exif-samples/heic/samplefilehub.heif'));
    expect(await messageFor(file)).toContain('HEIC (HEVC-coded) images cannot be decoded here');
  });
});

async function messageFor(input: Uint8Array, maxPixels?: number): Promise<string> {
  const options = maxPixels === undefined ? {} : { maxPixels };
  const error: unknown = await decodeImage(input, { name: 'photo.jpg', ...options }).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ImageDecodeError);
  const { message, inputName } = error as ImageDecodeError;
  expect(inputName).toBe('photo.jpg');
  expect(message).not.toContain('\n');
  return message;
}
