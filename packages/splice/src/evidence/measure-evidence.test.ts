import { decodeImage, encodeJpeg, encodePng, type RasterImage } from '@exifclip/image';
import { expect, test } from 'vitest';
import { regularGrid } from '../../test/patch-grid.ts';
import { interpolated, texturedImage } from '../../test/textured-image.ts';
import { evidenceWarnings } from './evidence-warnings.ts';
import { jpegQuality } from './jpeg-quality.ts';
import { measureEvidence } from './measure-evidence.ts';

const photo = texturedImage(400, 320);

function measured(image: RasterImage, file?: Uint8Array) {
  return measureEvidence(image, regularGrid(image.width, image.height, 64, 16), file);
}

function warnings(image: RasterImage, file?: Uint8Array): string {
  return evidenceWarnings(measured(image, file)).join('\n');
}

test('nothing stands against a textured image, as pixels, as PNG and as a fine JPEG', async () => {
  expect(warnings(photo)).toBe('');
  expect(warnings(photo, await encodePng(photo))).toBe('');
  const file = await encodeJpeg(photo, { quality: 92 });
  expect(warnings(await decodeImage(file), file)).toBe('');
});

test.each([92, 75, 50, 20])(
  'the table of a JPEG tells that it was saved at %i',
  async (quality) => {
    expect(jpegQuality(await encodeJpeg(photo, { quality }))).toBe(quality);
  },
);

test('what is no JPEG, or ends before its table, has no JPEG quality', async () => {
  const file = await encodeJpeg(photo, { quality: 50 });
  expect(jpegQuality(await encodePng(photo))).toBeUndefined();
  for (const length of [0, 1, 3, 4, 21, 40]) {
    expect(jpegQuality(file.subarray(0, length))).toBeUndefined();
  }
  expect(jpegQuality(Uint8Array.from({ length: 64 }, (_, i) => (i === 1 ? 0xd8 : 0xff)))).toBe(
    undefined,
  );
});

test('a JPEG of quality 25 is heavily recompressed, as a file and by its pixels alone', async () => {
  const file = await encodeJpeg(photo, { quality: 25 });
  const image = await decodeImage(file);
  expect(warnings(image, file)).toContain('saved at a JPEG quality of 25');
  expect(warnings(image)).toContain('heavily recompressed: block borders step');
  expect(measured(image).blockiness).toBeGreaterThan(2 * measured(photo).blockiness);
});

test.each([1.3, 1.5, 1.7])('an image enlarged by %d is found to be resized', (factor) => {
  expect(measured(photo).resamplingPeak).toBeLessThan(8);
  expect(warnings(interpolated(photo, factor))).toContain('resized');
});

test('an image that is mostly black, white or flat has no texture', () => {
  for (const level of [0, 128, 255]) {
    const image = { ...photo, data: photo.data.slice() };
    image.data.fill(level, 0, Math.floor(image.data.length * 0.7));
    const { flatShare } = measured(image);
    expect(flatShare).toBeGreaterThan(0.5);
    expect(flatShare).toBeLessThan(0.75);
    expect(warnings(image)).toMatch(/no texture: \d\d % of the patches/);
  }
});

test('a small image gives few patches, and says so without failing on anything else', () => {
  const small = texturedImage(72, 64);
  expect(warnings(small)).toBe(
    'low evidence: too few patches, 1: the image is too small, or the budget',
  );
});

test('flat images have neither blocks nor peaks', () => {
  for (const size of [16, 64, 200]) {
    const data = new Uint8Array(size * size * 3).fill(77);
    const flat: RasterImage = { data, width: size, height: size, channels: 3 };
    const grid = regularGrid(size, size, 16, 16);
    const { blockiness, resamplingPeak, flatShare } = measureEvidence(flat, grid, undefined);
    expect([blockiness, resamplingPeak, flatShare]).toEqual([1, 0, 1]);
  }
});
