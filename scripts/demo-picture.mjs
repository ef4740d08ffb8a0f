// Makes docs/demo.jpg, the README's picture, of what `npm run demo` wrote: photo, heat map, truth.
// Needs a build. node scripts/demo-picture.mjs [folder of the demo]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImage, encodeJpeg, shrinkToFit } from '../packages/image/dist/index.js';

const folder = process.argv[2] ?? 'exifclip-demo';
const side = 480;
const gap = 8;

const panels = [];
for (const file of ['forgery.png', 'forgery.heatmap.png', 'forgery.truth.png']) {
  panels.push(shrinkToFit(await decodeImage(readFileSync(join(folder, file))), side));
}
const { height } = panels[0];
const width = panels.length * (side + gap) - gap;
const data = new Uint8Array(width * height * 3).fill(255);
panels.forEach((panel, i) => {
  for (let row = 0; row < height; row++) {
    const pixels = panel.data.subarray(row * side * 3, (row + 1) * side * 3);
    data.set(pixels, (row * width + i * (side + gap)) * 3);
  }
});
writeFileSync(
  'docs/demo.jpg',
  await encodeJpeg({ data, width, height, channels: 3 }, { quality: 85 }),
);
