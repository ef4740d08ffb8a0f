// What one pass over an image costs and gains against overlapping patches, with the bundled model
// on known forgeries: seconds of encoding, and p-mAP of the maps that come out.
//   node packages/patch-encoder/bench/fully-convolutional.mjs --help
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readForgeryManifest } from '@exifclip/datasets/node';
import { decodeImage } from '@exifclip/image';
import { loadModel } from '@exifclip/models';
import { parametersFromArrays } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import { readSafetensors } from '@exifclip/nn/safetensors';
import {
  createOnnxFeatureEncoder,
  embeddingOutputName,
  encodeGrid,
  encodeGridConvolutionally,
  featureOutputName,
  gridForBudget,
  statisticsInputName,
  tileInputName,
} from '@exifclip/patch-encoder';
import { compactConvolutionalTower } from '@exifclip/patch-encoder/tower';
import { localize, mapMetrics, mapToImage, wantsWhitening } from '@exifclip/splice';
import { trace } from '@exifclip/tfjs-onnx';

const data = process.env.EXIFCLIP_DATA ?? '../shared/data';
const { values: options } = parseArgs({
  options: {
    manifest: { type: 'string', default: join(data, 'splice/columbia-mini/index.jsonl') },
    model: {
      type: 'string',
      default: fileURLToPath(new URL('../../models/weights/base', import.meta.url)),
    },
    tile: { type: 'string', default: '512' },
    patches: { type: 'string', multiple: true, default: ['1000', '3000'] },
    method: { type: 'string', multiple: true, default: ['exponential-region', 'mean-shift'] },
    threads: { type: 'string', default: '2' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`node packages/patch-encoder/bench/fully-convolutional.mjs [options]
  --manifest FILE   known forgeries (columbia-mini of EXIFCLIP_DATA or ../shared/data)
  --model DIR       model folder with image-tower.safetensors (the bundled one)
  --tile N          side of the tiles in pixels (512)
  --patches N       patches an image, may be repeated (1000 and 3000)
  --method NAME     how patches become a map, may be repeated (exponential-region, mean-shift)
  --threads N       threads of ONNX Runtime (2)
  --json FILE       also write the figures there`);
  process.exit(0);
}
const threads = Number(options.threads);
const tileSize = Number(options.tile);
const model = await loadModel(options.model);
const whitening = await model.whitening();
const patchEncoder = await model.patchEncoder({ threads });
const featureEncoder = await openFeatureEncoder();
const forgeries = (await readForgeryManifest(options.manifest)).filter(({ mask }) => mask !== null);
const rows = [];
for (const maxPatches of options.patches.map(Number)) {
  const results = [];
  for (const { image, mask } of forgeries) results.push(await compare(image, mask, maxPatches));
  rows.push(summary(maxPatches, results));
}
report();

/** The tower of the model in two halves, each traced into a graph. */
async function openFeatureEncoder() {
  await chooseBackend({ prefer: 'cpu' });
  const file = readFileSync(join(options.model, 'image-tower.safetensors'));
  const parameters = parametersFromArrays(readSafetensors(file).tensors);
  const tower = compactConvolutionalTower();
  const statistics = parameters['output/kernel'].shape[0];
  const half = (fn, input, shape, dtype, output) =>
    trace((inputs) => ({ [output]: fn(parameters, inputs[input]) }), { [input]: { shape, dtype } })
      .bytes;
  const tile = [1, tileSize, tileSize, 3];
  const graphs = {
    features: half(tower.features, tileInputName, tile, 'uint8', featureOutputName),
    embed: trace(
      (inputs) => ({ [embeddingOutputName]: tower.embed(parameters, inputs[statisticsInputName]) }),
      { [statisticsInputName]: { shape: [1, statistics], dtype: 'float32' } },
      { symbolicBatch: true },
    ).bytes,
  };
  const { id, dim, patchSize } = patchEncoder;
  const { geometry } = tower;
  return createOnnxFeatureEncoder(graphs, { id, dim, patchSize, tileSize, geometry, threads });
}

async function compare(imagePath, maskPath, maxPatches) {
  const [image, mask] = await Promise.all([imagePath, maskPath].map(decode));
  const spliced = Uint8Array.from({ length: mask.width * mask.height }, (_, i) =>
    mask.data[i * 3] >= 128 ? 1 : 0,
  );
  const { patchSize } = patchEncoder;
  const grid = gridForBudget(image.width, image.height, { patchSize, maxPatches });
  const ways = {
    patches: () => encodeGrid(patchEncoder, image, grid),
    onePass: () => encodeGridConvolutionally(featureEncoder, image, grid, { approximate: true }),
  };
  const result = { count: grid.rowOffsets.length * grid.colOffsets.length };
  for (const [way, encode] of Object.entries(ways)) {
    const { embeddings, seconds } = await timed(encode);
    const pMap = options.method.map((method) => {
      const { heatmap } = localize(embeddings, grid, {
        method,
        ...(wantsWhitening(method) ? { whitening } : {}),
      });
      const { data: map } = mapToImage(heatmap, grid, { height: mask.height, width: mask.width });
      return mapMetrics(map, spliced).permuted.averagePrecision;
    });
    result[way] = { seconds, pMap, embeddings };
  }
  result.cosine = meanCosine(result.patches.embeddings, result.onePass.embeddings);
  return result;
}

async function decode(path) {
  return decodeImage(readFileSync(path), { name: path });
}

/** The faster of two runs, since the first one warms up. */
async function timed(encode) {
  let seconds = Number.POSITIVE_INFINITY;
  let embeddings;
  for (let run = 0; run < 2; run++) {
    const start = performance.now();
    embeddings = await encode();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { embeddings, seconds };
}

function meanCosine(a, b) {
  const dot = a.data.reduce((sum, value, i) => sum + value * b.data[i], 0);
  return dot / (a.data.length / a.shape[2]);
}

function summary(maxPatches, results) {
  const mean = (pick) => results.reduce((sum, result) => sum + pick(result), 0) / results.length;
  const of = (way) => ({
    seconds: mean((result) => result[way].seconds),
    pMap: Object.fromEntries(
      options.method.map((method, i) => [method, mean((result) => result[way].pMap[i])]),
    ),
  });
  return {
    images: results.length,
    maxPatches,
    meanPatches: mean(({ count }) => count),
    patches: of('patches'),
    onePass: of('onePass'),
    meanCosine: mean(({ cosine }) => cosine),
  };
}

function report() {
  for (const { images, meanPatches, patches, onePass, meanCosine } of rows) {
    const faster = patches.seconds / onePass.seconds;
    console.log(
      `${images} spliced images, ${meanPatches.toFixed(0)} patches each: ${patches.seconds.toFixed(2)} s patch by patch, ${onePass.seconds.toFixed(2)} s in one pass (${faster.toFixed(1)} times as fast); cosine of their embeddings ${meanCosine.toFixed(3)}`,
    );
    for (const method of options.method) {
      console.log(
        `  p-mAP ${method}: ${patches.pMap[method].toFixed(3)} → ${onePass.pMap[method].toFixed(3)}`,
      );
    }
  }
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify({ tileSize, threads, rows }, null, 2)}\n`);
  }
}
