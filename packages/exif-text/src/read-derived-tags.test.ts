import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { jpegFile, tiffFile } from '../test/tiff-file.ts';
import { readDerivedTags } from './read-derived-tags.ts';

test('`readDerivedTags` tells the byte order of the EXIF block', () => {
  expect(readDerivedTags(jpegFile(tiffFile([])))).toEqual([
    { name: 'ExifByteOrder', value: 'Little-endian (Intel, II)' },
  ]);
});

test('`readDerivedTags` is empty for anything but a whole JPEG header', () => {
  expect(readDerivedTags(new Uint8Array())).toEqual([]);
  expect(readDerivedTags(Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17))).toEqual([]);
  expect(readDerivedTags(Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0))).toEqual([]);
  expect(readDerivedTags(tiffFile([]))).toEqual([]);
});

const data = sharedData();
describe.skipIf(!data)('on lossless crops of the photos', () => {
  test('`readDerivedTags` agrees with what exiftool derived from the photo', () => {
    const lines = readFileSync(`${data}/photos/photos.jsonl`, 'utf8').trim().split('\n');
    for (const line of lines.filter((_, index) => index % 10 === 0)) {
      const { exif, crops } = JSON.parse(line);
      const tags = readDerivedTags(readFileSync(`${data}/photos/${crops[0].file}`));
      const { EncodingProcess, BitsPerSample, ColorComponents, YCbCrSubSampling } = exif;
      expect(Object.fromEntries(tags.map(({ name, value }) => [name, value]))).toEqual({
        EncodingProcess,
        BitsPerSample: String(BitsPerSample),
        ColorComponents: String(ColorComponents),
        YCbCrSubSampling,
      });
    }
  });
});
