import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeImage } from '@exifclip/image';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { createPixelReader, type PixelReader } from './create-pixel-reader.ts';
import { predictTags } from './predict-tags.ts';
import { verifyMetadata } from './verify-metadata.ts';

const data = sharedData();
const session = { threads: 1, onFallback: () => {} };

describe.skipIf(!data)('the bundled model on photos that it was not trained on', () => {
  let reader: PixelReader;
  const crops: { bytes: Uint8Array; make: string }[] = [];
  beforeAll(async () => {
    reader = await createPixelReader({ session });
    const lines = (await readFile(join(data!, 'photos/photos.jsonl'), 'utf8')).trim().split('\n');
    const photos = lines.map((line) => JSON.parse(line)).filter(({ split }) => split === 'val');
    for (const photo of photos.filter((_, i) => i % 19 === 0)) {
      const bytes = await readFile(join(data!, 'photos', photo.crops[0].file));
      crops.push({ bytes, make: photo.make });
    }
  });
  afterAll(() => reader.dispose());

  test('`predictTags` tells a photo saved at quality 50 from the same at 95', async () => {
    expect(crops).toHaveLength(8);
    for (const { bytes } of crops) {
      for (const quality of [50, 95]) {
        const saved = await decodeImage(await sharp(bytes).jpeg({ quality }).toBuffer());
        const candidates = { JpegQuality: ['50', '95'] };
        const read = await predictTags(reader, saved, candidates, { maxPatches: 36 });
        expect(read['JpegQuality']![0]!.value).toBe(String(quality));
      }
    }
  });

  test('`verifyMetadata` places every photo within the reference that the model has', async () => {
    for (const { bytes, make } of crops) {
      const photo = { image: await decodeImage(bytes), tags: [{ name: 'Make', value: make }] };
      const { fit } = await verifyMetadata(reader, photo, { maxPatches: 36 });
      const { percentile, authenticPercentile, rocAuc } = fit!.standing!;
      expect(percentile).toBeGreaterThanOrEqual(0);
      expect(percentile).toBeLessThanOrEqual(100);
      expect(authenticPercentile).toBeLessThanOrEqual(100);
      expect(rocAuc).toBeGreaterThan(0.5);
    }
  });
});

test('a model without a sentence encoder is refused by name, and its graph is not loaded', async () => {
  const config = { format: 2, id: 'patches-only', patchSize: 4, dim: 2, files: {} } as const;
  const model = {
    config,
    location: 'nowhere',
    patchEncoder: () => Promise.reject(new Error('was loaded')),
    textEncoder: () => Promise.reject(new Error('was loaded')),
    whitening: async () => undefined,
    calibration: async () => undefined,
    metadataReference: async () => undefined,
  };
  await expect(createPixelReader({ model })).rejects.toThrow(/patches-only: has no sentence/);
});
