import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
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
    const isNoImage = 'expected a JPEG, PNG, TIFF, WebP, AVIF, GIF or HEIC image, got';
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

  it('a file of more bytes than allowed, before a Blob is read', async () => {
    const png = await encoder().png().toBuffer();
    const reason = `expected a file of at most 100 bytes, got ${png.length}; raise maxBytes to allow it`;
    const blob = new Blob([png]);
    blob.arrayBuffer = () => Promise.reject(new Error('was read'));
    for (const input of [png, blob]) {
      await expect(decodeImage(input, { name: 'a', maxBytes: 100 })).rejects.toThrow(
        `cannot decode "a": ${reason}`,
      );
    }
    await expect(decodeImage(png, { maxBytes: png.length })).resolves.toHaveProperty('data');
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

describe.skipIf(!data)('`decodeImage` on HEIC', () => {
  const read = () => readFileSync(join(data!, 'exif-samples/heic/samplefilehub.heif'));
  afterEach(() => {
    vi.doUnmock(LIBHEIF);
    vi.resetModules();
  });

  it('decodes by libheif-js, to a picture and not to noise', async () => {
    const { data: pixels, ...size } = await decodeImage(read());
    expect(size).toEqual({ width: 640, height: 426, channels: 3 });
    // Of a photo, neighbours on a row differ little, and yet not nothing.
    let difference = 0;
    for (let i = 3; i < pixels.length; i++) difference += Math.abs(pixels[i]! - pixels[i - 3]!);
    expect(difference / pixels.length).toBeGreaterThan(0.5);
    expect(difference / pixels.length).toBeLessThan(10);
  });

  it('refuses more pixels than allowed, and a file cut short', async () => {
    expect(await messageFor(read(), 1000)).toContain('at most 1000 pixels, got 640x426');
    expect(await messageFor(read().subarray(0, 9000))).toContain('libheif: ');
  });

  it('says what to install where libheif-js is not', async () => {
    vi.doMock(LIBHEIF, () => {
      throw new Error('Cannot find module');
    });
    vi.resetModules();
    const { decodeImage: decodeWithout } = await import('./decode-image.ts');
    await expect(decodeWithout(read(), { name: 'a.heic' })).rejects.toThrow(
      'cannot decode "a.heic": HEIC (HEVC-coded) images need the package libheif-js: npm install libheif-js, or convert it to JPEG, PNG or TIFF first',
    );
  });
});

const LIBHEIF = 'libheif-js/libheif-wasm/libheif-bundle.mjs';

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
