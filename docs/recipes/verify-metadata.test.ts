import { readExifTags } from '@exifclip/exif-text';
import { decodeImage } from '@exifclip/image';
import { createPixelReader, predictTags, verifyMetadata } from '@exifclip/models';
import { expect, test } from 'vitest';
import { madeFile } from './made-photo.ts';

test('the recipe runs as it stands there', async () => {
  const logged: unknown[] = [];
  const console = { log: (...values: unknown[]) => logged.push(...values) };
  const bytes = await madeFile();
  // #region verify
  const reader = await createPixelReader();
  const image = await decodeImage(bytes);
  const { sentence, fit } = await verifyMetadata(reader, { image, tags: readExifTags(bytes) });
  if (fit?.standing) {
    console.log(sentence); // what was compared with the pixels
    console.log(fit.standing.percentile); // above so many per cent of photos with another's EXIF
    console.log(fit.standing.rocAuc); // how far the model can tell them apart at all: 0.5 is not
  }
  // #endregion verify
  // #region predict
  const read = await predictTags(reader, image, { JpegQuality: ['50', '75', '90', '95'] });
  console.log(read['JpegQuality']?.map(({ value }) => value)); // best first
  await reader.dispose();
  // #endregion predict
  const [said, percentile, auc, qualities] = logged as [string, number, number, string[]];
  expect(said).toMatch(/^Make: Canon, Model: Canon EOS 350D/);
  expect(percentile).toBeGreaterThanOrEqual(0);
  expect(auc).toBeGreaterThan(0);
  expect([...qualities].sort()).toEqual(['50', '75', '90', '95']);
});
