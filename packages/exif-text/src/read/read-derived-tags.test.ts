import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { jpegFile, tiffFile } from '../../test/tiff-file.ts';
import { meteredView } from './metered-view.ts';
import { readDerivedTags } from './read-derived-tags.ts';

const derived = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(readDerivedTags(meteredView(bytes)).map(({ name, value }) => [name, value]));

test('`readDerivedTags` tells the type of the file and the byte order of the EXIF block', () => {
  expect(derived(jpegFile(tiffFile([])))).toEqual({
    FileType: 'JPEG',
    ExifByteOrder: 'Little-endian (Intel, II)',
  });
  expect(derived(tiffFile([]))).toEqual({ FileType: 'TIFF' });
});

test('`readDerivedTags` is empty for what is no image, and short for a JPEG cut off', () => {
  expect(derived(new Uint8Array())).toEqual({});
  expect(derived(new TextEncoder().encode('Make: Canon'))).toEqual({});
  for (const cut of [
    [0xff, 0xd8, 0xff, 0xc0, 0, 17],
    [0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0],
    [0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, 1, 2, 3],
    [0xff, 0xd8, 0xff, 0xdb, 0xff, 0xff, 0x10],
  ]) {
    expect(derived(Uint8Array.from(cut))).toEqual({ FileType: 'JPEG' });
  }
});

const data = sharedData();
describe.skipIf(!data)('on lossless crops of the photos', () => {
  test('`readDerivedTags` agrees with exiftool and with the measured tables of every photo', () => {
    const lines = readFileSync(`${data}/photos/photos.jsonl`, 'utf8').trim().split('\n');
    const classes = new Map<string, Set<string>>();
    for (const line of lines) {
      const { exif, crops, jpeg } = JSON.parse(line);
      const { QuantizationTables, ...rest } = derived(
        readFileSync(`${data}/photos/${crops[0].file}`),
      );
      expect(rest).toEqual({
        EncodingProcess: exif.EncodingProcess,
        BitsPerSample: String(exif.BitsPerSample),
        ColorComponents: String(exif.ColorComponents),
        YCbCrSubSampling: exif.YCbCrSubSampling,
        FileType: 'JPEG',
        JPEGQualityEstimate: String(jpeg.quality),
      });
      expect(QuantizationTables === 'Standard').toBe(jpeg.standardTables);
      const digests = classes.get(QuantizationTables!) ?? new Set();
      classes.set(QuantizationTables!, digests.add(jpeg.tables));
    }
    // One class a digest of the manifest, but for `Standard`, which is one for all qualities.
    classes.delete('Standard');
    expect(classes.size).toBeGreaterThan(50);
    expect([...classes.values()].filter((digests) => digests.size > 1)).toEqual([]);
  });
});
