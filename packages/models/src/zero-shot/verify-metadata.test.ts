import type { DenseArray } from '@exifclip/exif-text';
import type { PatchEncoder } from '@exifclip/patch-encoder';
import { expect, test } from 'vitest';
import type { PixelReader } from './create-pixel-reader.ts';
import type { MetadataReference } from './metadata-reference.ts';
import { predictTags } from './predict-tags.ts';
import { verifyMetadata } from './verify-metadata.ts';

/** Red images are Canon's and blue ones Sony's, to two encoders that know nothing else. */
const encoder: PatchEncoder = {
  id: 'by-colour',
  dim: 2,
  patchSize: 8,
  async encode({ data, shape: [count = 0] }) {
    const size = data.length / count;
    const rows = Array.from({ length: count }, (_, i) => [data[i * size], data[i * size + 2]]);
    return unit(rows as number[][]);
  },
  dispose: async () => {},
};

function readerOf(reference?: MetadataReference): PixelReader & { read: string[] } {
  const read: string[] = [];
  const textEncoder = {
    dim: 2,
    async encode(sentences: readonly string[]) {
      read.push(...sentences);
      return unit(sentences.map((text) => (text.includes('Canon') ? [4, 1] : [1, 4])));
    },
    dispose: async () => {},
  };
  const dispose = async () => {};
  return { encoder, textEncoder, sentence: { style: 'tags' }, reference, dispose, read };
}

function unit(rows: number[][]): DenseArray {
  const data = rows.flatMap((row) => row.map((value) => value / Math.hypot(...row)));
  return { data: Float32Array.from(data), shape: [rows.length, 2] };
}

function plain(red: number, blue: number, side = 16) {
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => [red, 0, blue][i % 3]!);
  return { data, width: side, height: side, channels: 3 } as const;
}

const rows = unit([
  [4, 1],
  [1, 4],
  [3, 2],
  [2, 3],
]);
const reference: MetadataReference = {
  photos: rows,
  sentences: rows,
  authenticScores: { data: Float32Array.of(0, 1, 2), shape: [3] },
  swappedScores: { data: Float32Array.of(-2, -1, 0), shape: [3] },
};
const canon = [{ name: 'Make', value: 'Canon' }];
const sony = [{ name: 'Make', value: 'SONY' }];

test('own EXIF fits better than swapped, and stands higher among other photos', async () => {
  const reader = readerOf(reference);
  const own = await verifyMetadata(reader, { image: plain(200, 50), tags: canon });
  const swapped = await verifyMetadata(reader, { image: plain(200, 50), tags: sony });
  expect([own.model, own.sentence]).toEqual(['by-colour', 'Make: Canon']);
  expect(own.fit!.similarity).toBeCloseTo(1, 5);
  expect(swapped.fit!.similarity).toBeCloseTo(8 / 17, 5);
  const { standing } = own.fit!;
  expect(standing!.score).toBeGreaterThan(0);
  expect(standing!.percentile).toBe(100);
  expect(swapped.fit!.standing!.percentile).toBeLessThan(60);
  expect(standing!.authenticPercentile).toBeGreaterThan(0);
  expect(standing!.rocAuc).toBe(1);
});

test('without a reference there is a similarity and no standing', async () => {
  const { fit } = await verifyMetadata(readerOf(), { image: plain(9, 0), tags: canon });
  expect(fit!.standing).toBeUndefined();
});

test('a photo without camera tags has no fit, which is no error, and its pixels are not read', async () => {
  const reader = readerOf(reference);
  const tiny = plain(1, 1, 4); // smaller than a patch
  expect(await verifyMetadata(reader, { image: tiny, tags: [] })).toEqual({
    model: 'by-colour',
    sentence: '',
    fit: undefined,
  });
  await expect(verifyMetadata(reader, { image: tiny, tags: canon })).rejects.toThrow(
    /8x8, got 4x4/,
  );
});

test('nothing that the file gives away, that is private or that no camera wrote is read', async () => {
  const reader = readerOf();
  const tags = [
    { name: 'FileType', value: 'JPEG' },
    { name: 'JPEGQualityEstimate', value: '95' },
    { name: 'YCbCrSubSampling', value: '2 2' },
    { name: 'JpegQuality', value: '95' },
    { name: 'Artist', value: 'Jane Doe' },
    ...canon,
  ];
  await verifyMetadata(reader, { image: plain(9, 0), tags });
  expect(reader.read).toEqual(['Make: Canon']);
});

test('candidates are ranked by their fit, tag by tag', async () => {
  const candidates = { Make: ['SONY', 'Canon'], JpegQuality: ['95'], Model: [] };
  const ranked = await predictTags(readerOf(reference), plain(200, 50), candidates);
  expect(Object.keys(ranked)).toEqual(['Make', 'JpegQuality', 'Model']);
  expect(ranked['Make']!.map(({ value }) => value)).toEqual(['Canon', 'SONY']);
  expect(ranked['Make']![0]!.similarity).toBeCloseTo(1, 5);
  expect(ranked['Make']![1]!.similarity).toBeCloseTo(8 / 17, 5);
  expect(ranked['Model']).toEqual([]);
  const blue = await predictTags(readerOf(), plain(5, 250), candidates);
  expect(blue['Make']!.map(({ value }) => value)).toEqual(['SONY', 'Canon']);
  expect(await predictTags(readerOf(), plain(5, 250), {})).toEqual({});
});

test('candidates that are no camera tags or empty are refused', async () => {
  const refuse = (candidates: Record<string, string[]>) =>
    expect(predictTags(readerOf(), plain(1, 1), candidates)).rejects;
  await refuse({ Artist: ['Jane Doe'] }).toThrow(/"Artist", which is private/);
  await refuse({ Make: [''] }).toThrow(/a value of Make, got ""/);
  await refuse({ 'Make: x': ['y'] }).toThrow(TypeError);
});

test('a signal stops both', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  const image = plain(9, 0);
  await expect(verifyMetadata(readerOf(), { image, tags: canon }, { signal })).rejects.toThrow(
    'enough',
  );
  await expect(predictTags(readerOf(), image, { Make: ['Canon'] }, { signal })).rejects.toThrow(
    'enough',
  );
});
