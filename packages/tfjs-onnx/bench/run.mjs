// Patches a second of a small convolutional network, forward and in training: tfjs's wasm backend
// against the compiled graph, in one run. npm run bench -w @exifclip/tfjs-onnx -- --help
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { compile } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { firstWeights, forwardGflop, randomBatch, scores, trainingStep } from './network.mjs';
import { startWasm } from './start-wasm.mjs';

const { values: options } = parseArgs({
  options: {
    batch: { type: 'string', default: '16' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
    seconds: { type: 'string', default: '5' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`npm run bench -w @exifclip/tfjs-onnx -- [options]
  --batch N      patches a step (16)
  --threads N    threads of either engine (2)
  --seconds N    time for each of eight measurements (5)
  --json FILE    also write the figures there`);
  process.exit(0);
}
const batchSize = Number(options.batch);
const threads = Number(options.threads);
const budget = Number(options.seconds) * 1000;

const weights = firstWeights();
const batch = randomBatch(batchSize);
const forward = (inputs) => ({ y: scores(inputs, inputs.patches, { training: false }) });
const tasks = {
  forward: { fn: forward, inputs: { ...weights, patches: batch.patches } },
  training: { fn: trainingStep, inputs: { ...weights, ...batch } },
};

const wasmThreads = await startWasm(threads);
const engines = { wasm: startEager, compiled: startCompiled };
const best = { wasm: {}, compiled: {} };
const results = { wasm: {}, compiled: {} };
// Twice in turn, so that neither engine has the machine's better minute to itself.
for (let round = 0; round < 2; round++) {
  for (const [engine, start] of Object.entries(engines)) {
    for (const [task, { fn, inputs }] of Object.entries(tasks)) {
      const { run, stop } = await start(fn, inputs);
      results[engine][task] = await run();
      const time = await fastest(run);
      best[engine][task] = Math.min(best[engine][task] ?? Number.POSITIVE_INFINITY, time);
      await stop();
    }
  }
}
for (const [task, name] of [
  ['forward', 'y'],
  ['training', 'loss'],
]) {
  assertClose(results.compiled[task][name], results.wasm[task][name], `${task} ${name}`);
}
report();
// The workers of the wasm backend have no other end.
process.exit(0);

async function startEager(fn, inputs) {
  const tensors = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]),
  );
  const run = async () => {
    const outputs = tf.tidy(() => fn(tensors));
    const read = await Promise.all(
      Object.entries(outputs).map(async ([name, tensor]) => [name, await tensor.data()]),
    );
    tf.dispose(outputs);
    return Object.fromEntries(read);
  };
  return { run, stop: async () => tf.dispose(tensors) };
}

async function startCompiled(fn, inputs) {
  const specs = Object.fromEntries(
    Object.entries(inputs).map(([name, { shape }]) => [name, { shape, dtype: 'float32' }]),
  );
  const compiled = await compile(fn, specs, { threads });
  const run = async () => {
    const outputs = await compiled.run(inputs);
    return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
  };
  return { run, stop: () => compiled.dispose() };
}

/** Milliseconds of the fastest of at least three runs. */
async function fastest(run) {
  const times = [];
  const end = performance.now() + budget;
  while (times.length < 3 || performance.now() < end) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

function assertClose(got, expected, what) {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i])), 0);
  if (!(worst <= 1e-3 * largest)) throw new Error(`${what}: the engines differ by ${worst}`);
}

function report() {
  const gflop = { forward: forwardGflop(), training: 3 * forwardGflop() };
  const figures = { batch: batchSize, threads, wasmThreads, patchesPerSecond: {}, gflops: {} };
  for (const [engine, times] of Object.entries(best)) {
    for (const [task, time] of Object.entries(times)) {
      const rate = (1000 * batchSize) / time;
      const key = `${task}${engine === 'wasm' ? 'Wasm' : 'Compiled'}`;
      figures.patchesPerSecond[key] = rate;
      figures.gflops[key] = rate * gflop[task];
      const unit = `${(rate * gflop[task]).toFixed(0)} GFLOP/s`;
      console.log(`${task.padEnd(8)} ${engine.padEnd(8)} ${rate.toFixed(1)} patches/s (${unit})`);
    }
  }
  figures.forwardOverWasm = best.wasm.forward / best.compiled.forward;
  figures.trainingOverWasm = best.wasm.training / best.compiled.training;
  console.log(
    `compiled over wasm: forward ${figures.forwardOverWasm.toFixed(1)}×, training ${figures.trainingOverWasm.toFixed(1)}× (batch ${batchSize}; ${threads} threads, wasm ${wasmThreads})`,
  );
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
