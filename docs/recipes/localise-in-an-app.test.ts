import { mkdtemp, readFile as read, rm, writeFile as write } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExifTags, readOrientation } from '@exifclip/exif-text';
import { decodeImage, encodePng, type RasterImage } from '@exifclip/image';
import { createSpliceDetector, mapToImage, reportPictures } from '@exifclip/splice';
import { renderReport, reportPhoto } from '@exifclip/splice/report';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeFile } from './made-photo.ts';

let folder = '';
const readFile = (name: string) => read(join(folder, name));
const writeFile = (name: string, data: string | Uint8Array) => write(join(folder, name), data);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-docs-'));
  await writeFile('photo.jpg', await madeFile());
});
afterAll(() => rm(folder, { recursive: true }));

test('the first program runs as it stands there', async () => {
  const logged: unknown[] = [];
  const console = { log: (...values: unknown[]) => logged.push(...values) };
  // #region start
  const detector = await createSpliceDetector();
  const report = await detector.analyze(await readFile('photo.jpg'));
  console.log(report.score, report.heatmap.shape);
  await detector.dispose();
  // #endregion start
  expect(logged).toEqual([expect.any(Number), [expect.any(Number), expect.any(Number)]]);
});

test('many photos go through one detector, with progress and a way to stop', async () => {
  const files = [new Blob([await madeFile()]), new Blob(['no photo'])];
  const shown: string[] = [];
  const show = (...words: unknown[]) => shown.push(words.join(' '));
  // #region queue
  const detector = await createSpliceDetector(); // once: loading the model takes longer than a photo
  const stop = new AbortController(); // stop.abort() from a button
  for (const file of files) {
    try {
      const { score, probability, warnings } = await detector.analyze(file, {
        signal: stop.signal,
        onProgress: (done, total) => show('patches', done, total),
      });
      show('score', score, probability, warnings.join('; '));
    } catch (error) {
      if (stop.signal.aborted) break;
      show('failed', String(error)); // no image, or too small: one sentence that says which
    }
  }
  await detector.dispose();
  // #endregion queue
  expect(shown.at(0)).toMatch(/^patches \d+ \d+$/);
  expect(shown.at(-2)).toMatch(/^score \d/);
  expect(shown.at(-1)).toMatch(/^failed ImageDecodeError/);
});

test('pictures, a map of the size of the photo, and a page to pass on', async () => {
  const detector = await createSpliceDetector();
  const bytes = await readFile('photo.jpg');
  // #region pictures
  const image = await decodeImage(bytes);
  const report = await detector.analyze(image);
  const orientation = readOrientation(bytes); // 1…8
  for (const [kind, picture] of reportPictures(image, report, { orientation })) {
    await writeFile(`photo.${kind}.png`, await encodePng(picture)); // photo, overlay, mask, …
  }

  const heatmap = mapToImage(report.heatmap, report.grid); // [height, width], 0…1
  // #endregion pictures
  // #region page
  const html = renderReport(report, {
    input: 'photo.jpg',
    photo: await reportPhoto(image, { orientation }),
    orientation,
    tags: readExifTags(bytes), // without names, places, dates and serial numbers
  });
  await writeFile('photo.report.html', html);
  // #endregion page
  await detector.dispose();
  expect(heatmap.shape).toEqual([image.height, image.width]);
  const overlay: RasterImage = await decodeImage(await readFile('photo.overlay.png'));
  expect([overlay.width, overlay.height]).toEqual([image.width, image.height]);
  expect(String(await readFile('photo.report.html'))).toContain('<!doctype html>');
});
