// One measurement in a process of its own, as a line of JSON; batches.mjs starts it.
import { createRandom, proceduralScene, trainingBatch } from '@exifclip/datasets';
import { loadTrainingPhotos, sharpResizer, sharpWebpCodec } from '@exifclip/datasets/node';

const { manifest, photos: count, steps, composition } = JSON.parse(process.argv[2]);
/** Steps until the compiler has seen every kind of step. */
const warmUp = 6;

const photos = await openPhotos();
// Decoding is paid once, and not of a patch.
for (const photo of photos) await photo.crops();
const options = { ...composition, seed: 1, resizer: sharpResizer, webp: sharpWebpCodec };
for (let i = 0; i < warmUp; i++) await trainingBatch(photos, { ...options, step: 1000 + i });
const start = process.cpuUsage();
let patches = 0;
for (let step = 0; step < steps; step++) {
  patches += (await trainingBatch(photos, { ...options, step })).patches.shape[0];
}
const { user, system } = process.cpuUsage(start);
const cpuMs = (user + system) / 1000 / patches;
console.log(JSON.stringify({ cpuMs, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));

async function openPhotos() {
  if (manifest !== null) return (await loadTrainingPhotos(manifest)).slice(0, count);
  const scenes = Array.from({ length: 12 }, (_, i) => proceduralScene(512, 512, createRandom(i)));
  return Array.from({ length: count }, (_, i) => ({
    id: String(i),
    group: '',
    tags: [{ name: 'Model', value: `M${i}` }],
    colourChart: false,
    crops: async () => [scenes[i % 12], scenes[(i + 5) % 12]],
  }));
}
