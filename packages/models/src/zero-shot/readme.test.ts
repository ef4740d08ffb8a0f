import { readExifTags } from '@exifclip/exif-text';
import { decodeImage } from '@exifclip/image';
import { createPixelReader, predictTags, retrieve, verifyMetadata } from '@exifclip/models';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';

test('the zero-shot example of the README runs as it stands there', async () => {
  const logged: unknown[] = [];
  const console = { log: (...values: unknown[]) => logged.push(...values) };
  const bytes = await photo();
  const photos = { data: Float32Array.of(1, 0, 0, 1), shape: [2, 2] };
  const sentences = photos;
  // #region
  const reader = await createPixelReader(); // both encoders of a model
  const image = await decodeImage(bytes); // of @exifclip/image: pixels as they are stored
  const verdict = await verifyMetadata(reader, { image, tags: readExifTags(bytes) });
  console.log(verdict.sentence, verdict.fit?.standing?.percentile);

  const read = await predictTags(reader, image, { JpegQuality: ['50', '80', '95'] });
  console.log(read['JpegQuality']?.[0]?.value); // '50', best first

  const { indices } = await retrieve(photos, sentences, { k: 5 }); // [n, dim] in [m, dim]
  await reader.dispose();
  // #endregion
  expect(logged).toEqual([
    expect.stringMatching(/^Make: Canon, Model: Canon EOS 350D/),
    expect.any(Number),
    '50',
  ]);
  expect([...indices.data]).toEqual([0, 1, 1, 0]);
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(readme).toContain(regions[0]);
});

function photo(): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  return sharp({ create: { width: 320, height: 240, channels: 3, background: '#888', noise } })
    .blur(1)
    .withExif({ IFD0: { Make: 'Canon', Model: 'Canon EOS 350D' } })
    .jpeg({ quality: 50 })
    .toBuffer();
}
