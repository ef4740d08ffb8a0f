// What the grid budget costs on small splices: p-mAP of the default method against the share of the
// image that was pasted, for grids of some 200 to 12,000 patches on pictures of 2,048 × 1,536 pixels
// by two simulated cameras. The finest grid is encoded once; the others are parts of it.
//
//   node packages/splice/bench/budget.mjs
//   node packages/splice/bench/budget.mjs --scenes 6 --areas 0.002,0.01,0.05
import os from 'node:os';
import { parseArgs } from 'node:util';
import { compressionTraces, localize, mapMetrics, mapToImage } from '@exifclip/splice';
import { thinGrid } from '../../cli/dist/calibration/thin-grid.js';
import {
  createRandom,
  proceduralScene,
  randomProfile,
  simulateCamera,
  spliceImages,
} from '../../datasets/dist/index.js';
import { loadModel } from '../../models/dist/index.js';
import { encodeGrid, patchGrid } from '../../patch-encoder/dist/index.js';

const { values: options } = parseArgs({
  options: {
    scenes: { type: 'string', default: '3' },
    areas: { type: 'string', default: '0.002,0.005,0.01,0.02,0.05,0.1' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
  },
});
const [width, height] = [2048, 1536];
const finest = 16;
/** 128 to 16 pixels from patch to patch; those of the default, 1,000, lie 56 apart here. */
const steps = [8, 6, 4, 3, 2, 1];
const areas = options.areas.split(',').map(Number);
const scenes = Number(options.scenes);

const model = await loadModel();
const encoder = await model.patchEncoder({ threads: Number(options.threads) });
const whitening = await model.whitening();
const counts = new Map();
const sums = areas.map(() => steps.map(() => 0));
for (let scene = 0; scene < scenes; scene++) {
  const [host, donor] = [await takePhoto(scene, 'host'), await takePhoto(scene, 'donor')];
  for (const [row, areaShare] of areas.entries()) {
    const random = createRandom('budget', scene, areaShare);
    const found = await measure(spliceImages(host, donor, { random, areaShare }));
    found.forEach((value, column) => {
      sums[row][column] += value / scenes;
    });
    process.stderr.write(`scene ${scene + 1}/${scenes}, ${percent(areaShare)} pasted\n`);
  }
}
await encoder.dispose();
console.log(`p-mAP, mean of ${scenes} scenes, by patches on the grid (pixels between them)`);
const heads = steps.map((step) => `${counts.get(step)} (${step * finest})`);
console.log(['pasted', ...heads].map((cell) => cell.padStart(12)).join(''));
for (const [row, areaShare] of areas.entries()) {
  const cells = sums[row].map((value) => value.toFixed(3));
  console.log([percent(areaShare), ...cells].map((cell) => cell.padStart(12)).join(''));
}

async function takePhoto(scene, name) {
  const random = createRandom('budget', scene, name);
  const profile = { ...randomProfile(random), jpegQuality: null };
  return simulateCamera(proceduralScene(width, height, random), profile, { random });
}

async function measure({ image, mask }) {
  const grid = patchGrid(width, height, { patchSize: encoder.patchSize, stride: finest });
  const embeddings = await encodeGrid(encoder, image, grid);
  const traces = compressionTraces(image, grid);
  return steps.map((step) => {
    const thin = thinGrid({ embeddings, traces, grid }, step);
    counts.set(step, thin.grid.rowOffsets.length * thin.grid.colOffsets.length);
    const { heatmap } = localize(thin.embeddings, thin.grid, { whitening, traces: thin.traces });
    const map = mapToImage(heatmap, thin.grid);
    return mapMetrics(map.data, mask.data).permuted.averagePrecision ?? 0;
  });
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}
