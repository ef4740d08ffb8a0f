// How far the map moves when the weights are stored as float16: of spliced images, the mean difference
// of the heatmap's pixels (0…1) and the p-mAP with either, a row a set.
//
//   node packages/splice/bench/weights.mjs ../shared/data/splice/{vipp_dst,imd2020,casia1}/index.jsonl
//   node packages/splice/bench/weights.mjs --model run/model --limit 10 --photos photos.jsonl
import os from 'node:os';
import { parseArgs } from 'node:util';
import { createSpliceDetector, mapMetrics, mapToImage } from '@exifclip/splice';
import { evaluationCases } from '../../cli/dist/evaluation/evaluation-cases.js';

const { values: options, positionals: manifests } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'base' },
    limit: { type: 'string' },
    photos: { type: 'string' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
  },
});
const limit = options.limit === undefined ? {} : { limit: Number(options.limit) };
const sources = [
  ...manifests.map((manifest) => ({ manifest })),
  ...(options.photos === undefined ? [] : [{ dataset: 'synthetic', photos: options.photos }]),
];
const open = (weights) =>
  createSpliceDetector({ model: options.model, weights, threads: Number(options.threads) });
const detectors = [await open('float32'), await open('float16')];

console.log(
  '| set | images | moved, mean | moved, 90 % of images below | p-mAP float32 | float16 |',
);
console.log('|---|---|---|---|---|---|');
for (const source of sources) {
  const rows = [];
  for (const { label, load } of await evaluationCases({ ...source, ...limit })) {
    if (label !== 'spliced') continue;
    const { image, mask } = await load();
    if (mask !== undefined) rows.push(await compare(image, mask));
  }
  const moved = rows.map((row) => row.moved).sort((a, b) => a - b);
  const cells = [
    rows.length,
    mean(moved).toFixed(4),
    (moved[Math.ceil(0.9 * moved.length) - 1] ?? Number.NaN).toFixed(4),
    mean(rows.map((row) => row.before)).toFixed(3),
    mean(rows.map((row) => row.after)).toFixed(3),
  ];
  console.log(`| ${source.manifest ?? source.dataset} | ${cells.join(' | ')} |`);
}
for (const detector of detectors) await detector.dispose();

/** One image with both. */
async function compare(image, mask) {
  const maps = [];
  for (const detector of detectors) {
    const { heatmap, grid } = await detector.analyze(image);
    const [height, width] = mask.shape;
    maps.push(mapToImage(heatmap, grid, { height, width }).data);
  }
  const [before, after] = maps;
  const differences = before.map((value, i) => Math.abs(value - after[i]));
  const precision = (map) => mapMetrics(map, mask.data).permuted.averagePrecision;
  return { moved: mean(differences), before: precision(before), after: precision(after) };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
