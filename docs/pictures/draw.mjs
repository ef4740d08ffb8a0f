// Makes the pictures of docs/pictures and the page docs/failures.md: forgeries and photos by
// simulated cameras, and what the bundled model says of them. Needs a build; run it again when the
// model changes.
//
//   node docs/pictures/draw.mjs

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeJpeg, shrinkToFit } from '@exifclip/image';
import {
  correlatedChance,
  createSpliceDetector,
  localizeMethods,
  mapMetrics,
  mapToImage,
  reportPictures,
} from '@exifclip/splice';
import { failureCases } from './failure-cases.mjs';
import { failuresPage } from './failures-page.mjs';
import { hstack, maskPicture } from './panels.mjs';

const detector = await createSpliceDetector();

async function drawCases() {
  const drawn = [];
  for (const { id, make, ...words } of failureCases) {
    const { image, mask } = await make();
    const report = await detector.analyze(image);
    const pictures = new Map(reportPictures(image, report, { longestSide: 320 }));
    const truth = shrinkToFit(maskPicture(mask, image), 320);
    const panels = [pictures.get('photo'), pictures.get('heatmap'), truth];
    await writePicture(`${id}.jpg`, hstack(panels));
    drawn.push({ id, ...words, ...figures(report, image, mask) });
    console.log(id, drawn.at(-1).found, drawn.at(-1).probability);
  }
  await writeFile(join(import.meta.dirname, '../failures.md'), failuresPage(drawn));
}

function figures({ score, probability, warnings, heatmap, grid }, { width, height }, mask) {
  const map = mapToImage(heatmap, grid, { width, height });
  const found = mask && mapMetrics(map.data, mask.data).permuted.averagePrecision;
  const chance = mask && correlatedChance(grid, mask)?.averagePrecision;
  return { score, probability, warnings, found, chance };
}

async function drawMethods() {
  const { image, mask } = await failureCases[0].make();
  for (const method of localizeMethods) {
    const report = await detector.analyze(image, { method });
    const pictures = new Map(reportPictures(image, report, { longestSide: 320 }));
    await writePicture('methods-photo.jpg', pictures.get('photo'));
    await writePicture(`methods-${method}.jpg`, pictures.get('heatmap'));
  }
  await writePicture('methods-truth.jpg', shrinkToFit(maskPicture(mask, image), 320));
}

async function writePicture(name, picture) {
  await writeFile(join(import.meta.dirname, name), await encodeJpeg(picture, { quality: 80 }));
}

await drawCases();
await drawMethods();
await detector.dispose();
