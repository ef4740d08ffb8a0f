import { encodePng, type RasterImage } from '@exifclip/image';
import { createSpliceDetector } from '@exifclip/splice';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';

test('the detector of the README runs as it stands there', async () => {
  const picture: RasterImage = {
    data: Uint8Array.from({ length: 200 * 160 * 3 }, (_, i) => (i * 7919) % 251),
    width: 200,
    height: 160,
    channels: 3,
  };
  const photo = await encodePng(picture);
  const logged: unknown[] = [];
  const console = { log: (...values: unknown[]) => logged.push(...values) };
  // #region
  const detector = await createSpliceDetector(); // with the bundled model
  const report = await detector.analyze(photo); // bytes or Blob of an image file, pixels, in Node a path
  console.log(report.score, report.probability, report.warnings);
  await detector.dispose();
  // #endregion
  expect(logged).toEqual([expect.any(Number), expect.any(Number), []]);
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(readme).toContain(regions[0]);
});
