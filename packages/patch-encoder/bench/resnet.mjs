// Patches a second of ResNet-50 at 124×124 through ONNX Runtime, beside the rate of a plain fp32
// matrix product in a session of the same settings, in one run: how much of the machine is used.
//   npm run bench -w @exifclip/patch-encoder -- --help
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession } from '@exifclip/onnx';
import { embeddingOutputName, patchInputName } from '@exifclip/patch-encoder';
import {
  initResNet,
  resNet50Config,
  resNetGeometry,
  resNetTower,
} from '@exifclip/patch-encoder/tower';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';

const { values: options } = parseArgs({
  options: {
    batch: { type: 'string', default: '16' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`npm run bench -w @exifclip/patch-encoder -- [options]
  --batch N      patches a run (16)
  --threads N    threads (2)
  --rounds N     times that network and matrix product take turns (5)
  --seconds N    time for each turn (2)
  --json FILE    also write the figures there`);
  process.exit(0);
}
const side = 124;
const order = 2048;
const batch = Number(options.batch);
const threads = Number(options.threads);

await chooseBackend({ prefer: 'cpu' });
const network = await openNetwork();
const product = await openProduct();
const best = { network: Number.POSITIVE_INFINITY, product: Number.POSITIVE_INFINITY };
// In turn, so that neither has the machine's better minute to itself.
for (let round = 0; round < Number(options.rounds); round++) {
  best.network = Math.min(best.network, await fastest(network));
  best.product = Math.min(best.product, await fastest(product));
}
report();

async function openNetwork() {
  const parameters = initResNet();
  const { bytes } = trace(
    (inputs) => ({
      [embeddingOutputName]: resNetTower(parameters, inputs[patchInputName]).embeddings,
    }),
    { [patchInputName]: { shape: [1, side, side, 3], dtype: 'uint8' } },
    { symbolicBatch: true },
  );
  tf.dispose(parameters);
  const session = await createOnnxSession(bytes, { threads });
  const data = Uint8Array.from({ length: batch * side * side * 3 }, (_, i) => (i * 7919) % 251);
  const patches = { data, shape: [batch, side, side, 3] };
  return () => session.run({ [patchInputName]: patches });
}

async function openProduct() {
  const spec = { shape: [order, order], dtype: 'float32' };
  const { bytes } = trace(({ a, b }) => ({ product: tf.matMul(a, b) }), { a: spec, b: spec });
  const session = await createOnnxSession(bytes, { threads });
  const matrix = { data: new Float32Array(order * order).fill(0.5), shape: [order, order] };
  return () => session.run({ a: matrix, b: matrix });
}

/** Seconds of the fastest of at least three runs. */
async function fastest(run) {
  const times = [];
  const end = performance.now() + Number(options.seconds) * 1000;
  while (times.length < 3 || performance.now() < end) {
    const start = performance.now();
    await run();
    times.push((performance.now() - start) / 1000);
  }
  return Math.min(...times);
}

function report() {
  const gflopPerPatch = resNetGeometry(side, resNet50Config).flop / 1e9;
  const patchesPerSecond = batch / best.network;
  const gflops = patchesPerSecond * gflopPerPatch;
  const productGflops = (2 * order ** 3) / 1e9 / best.product;
  const share = gflops / productGflops;
  const figures = { batch, threads, gflopPerPatch, patchesPerSecond, gflops, productGflops, share };
  console.log(`ResNet-50, ${side}×${side}: ${gflopPerPatch.toFixed(2)} GFLOP a patch
${patchesPerSecond.toFixed(1)} patches/s, ${gflops.toFixed(0)} GFLOP/s (batch ${batch}, ${threads} threads)
${productGflops.toFixed(0)} GFLOP/s in a ${order}×${order} matrix product; the network has ${(share * 100).toFixed(0)} % of that`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
