// Makes docs/demo.jpg, the README's picture, of what `npm run demo` wrote: photo, heat map, truth.
import { join } from 'node:path';
import sharp from 'sharp';

const folder = process.argv[2] ?? 'exifclip-demo';
const width = 480;
const gap = 8;

const panels = await Promise.all(
  ['forgery.png', 'forgery.heatmap.png', 'forgery.truth.png'].map((file) =>
    sharp(join(folder, file)).resize(width).toColourspace('srgb').png().toBuffer(),
  ),
);
const { height } = await sharp(panels[0]).metadata();
await sharp({
  create: { width: 3 * width + 2 * gap, height, channels: 3, background: '#ffffff' },
})
  .composite(panels.map((input, i) => ({ input, left: i * (width + gap), top: 0 })))
  .jpeg({ quality: 85 })
  .toFile('docs/demo.jpg');
