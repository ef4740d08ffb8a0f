// What a batch costs beside the encoder: CPU time of whole rows against that of the encoder alone on
// the same patches, in one process and one thread of ONNX Runtime each.
//
//   node bench/batch.mjs <folder of photos> [--limit 60] [--max-patches 1000]
//
// CPU time is that of the process, all of its threads; the two are measured in turn, file by file,
// so that whatever else the machine does weighs on both alike.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { walkFolder } from '@exifclip/datasets/files';
import { decodeImage } from '@exifclip/image';
import { loadModel } from '@exifclip/models';
import { extractPatches, gridForBudget } from '@exifclip/patch-encoder';
import { openRowMaker } from 'exifclip/batch';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '60' },
    'max-patches': { type: 'string', default: '1000' },
  },
});
const maxPatches = Number(values['max-patches']);
const batchSize = 64;

const encoder = await (await loadModel()).patchEncoder({ threads: 1 });
const maker = await openRowMaker('localize', { threads: 1, maxPatches });
const sum = { files: 0, failed: 0, patches: 0, inside: 0, whole: 0 };

for await (const { path } of walkFolder(positionals[0])) {
  if (!/\.jpe?g$/i.test(path)) continue;
  if (sum.files === Number(values.limit)) break;
  const bytes = await readFile(path);
  const image = await decodeImage(bytes).catch(() => undefined);
  if (image === undefined) continue;
  const isWarm = sum.files > 0;
  const inside = await encodeAlone(image);
  let status = '';
  const whole = await cpuSeconds(async () => {
    ({ status } = await maker.make({ path, bytes: () => readFile(path) }));
  });
  sum.files += 1;
  if (status !== 'ok') sum.failed += 1;
  if (!isWarm) continue;
  sum.patches += inside.patches;
  sum.inside += inside.seconds;
  sum.whole += whole;
}
const { files, failed, patches, inside, whole } = sum;
const ratio = (whole - inside) / inside;
console.log(`${files} files, ${failed} failed, ${patches} patches; the first file is not counted`);
console.log(`inside the encoder ${inside.toFixed(2)} s, whole rows ${whole.toFixed(2)} s`);
console.log(`outside to inside: ${ratio.toFixed(3)}`);

async function encodeAlone(image) {
  const { patchSize } = encoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches });
  const all = grid.rowOffsets.length * grid.colOffsets.length;
  let seconds = 0;
  for (let from = 0; from < all; from += batchSize) {
    const patches = extractPatches(image, grid, from, Math.min(from + batchSize, all));
    seconds += await cpuSeconds(() => encoder.encode(patches));
  }
  return { patches: all, seconds };
}

async function cpuSeconds(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
