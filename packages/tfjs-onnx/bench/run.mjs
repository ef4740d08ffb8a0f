// Patches a second of a small convolutional network, forward and in training: tfjs's wasm backend,
// the compiled graph and a hand-written one, in one run, beside what the machine can do at most.
// npm run bench -w @exifclip/tfjs-onnx -- --help
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { createOnnxSession } from '@exifclip/onnx';
import { compile } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { handWrittenForward, handWrittenInputs, handWrittenTraining } from './hand-written.mjs';
import { firstWeights, forwardGflop, randomBatch, scores, trainingStep } from './network.mjs';
import { onnxBuilder } from './onnx-builder.mjs';
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
  --threads N    threads of every engine (2)
  --seconds N    time for each of the measurements (5)
  --json FILE    also write the figures there`);
  process.exit(0);
}
const batchSize = Number(options.batch);
const threads = Number(options.threads);
const budget = Number(options.seconds) * 1000;

const weights = firstWeights();
const batch = randomBatch(batchSize);
const gflop = { forward: forwardGflop(), training: 3 * forwardGflop() };
const tasks = { forward: 'y', training: 'loss' };

const wasmThreads = await startWasm(threads);
const engines = {
  wasm: { forward: eagerForward, training: eagerTraining },
  compiled: { forward: compiledForward, training: compiledTraining },
  handWritten: { forward: handForward, training: handTraining },
};
const best = { wasm: {}, compiled: {}, handWritten: {} };
const results = { wasm: {}, compiled: {}, handWritten: {} };
let product = Number.POSITIVE_INFINITY;
// Twice in turn, so that no engine has the machine's better minute to itself.
for (let round = 0; round < 2; round += 1) {
  for (const [engine, starts] of Object.entries(engines)) {
    for (const [task, result] of Object.entries(tasks)) {
      const { run, stop } = await starts[task]();
      results[engine][task] = (await run())[result];
      best[engine][task] = Math.min(best[engine][task] ?? Infinity, await fastest(run));
      await stop();
    }
  }
  product = Math.min(product, await matrixProduct());
}
for (const task of Object.keys(tasks)) {
  assertClose(results.compiled[task], results.wasm[task], `compiled ${task}`);
  assertClose(results.handWritten[task], results.wasm[task], `hand-written ${task}`);
}
report();
// The workers of the wasm backend have no other end.
process.exit(0);

function eagerForward() {
  const tensors = toTensors({ ...weights, patches: batch.patches });
  const fn = () => ({ y: scores(tensors, tensors.patches, { training: false }) });
  return { run: () => runEagerly(fn), stop: () => tf.dispose(tensors) };
}

function eagerTraining() {
  const tensors = toTensors({ ...weights, ...batch });
  return { run: () => runEagerly(() => trainingStep(tensors)), stop: () => tf.dispose(tensors) };
}

/** Weights are constants of the graph, as in any exported tower. */
async function compiledForward() {
  const fn = ({ patches }) => ({ y: scores(toTensors(weights), patches, { training: false }) });
  const compiled = await compile(fn, specsOf({ patches: batch.patches }), { threads });
  const run = async () => dataOf(await compiled.run({ patches: batch.patches }));
  return { run, stop: () => compiled.dispose() };
}

async function compiledTraining() {
  const compiled = await compile(trainingStep, specsOf({ ...weights, ...batch }), { threads });
  const run = async () => dataOf(await compiled.run({ ...weights, ...batch }));
  return { run, stop: () => compiled.dispose() };
}

function handForward() {
  const { patches } = handWrittenInputs({ patches: batch.patches });
  return startGraph(handWrittenForward(weights, batchSize), { patches });
}

function handTraining() {
  const inputs = handWrittenInputs({ ...weights, ...batch });
  return startGraph(handWrittenTraining(batchSize), inputs);
}

async function startGraph(bytes, inputs) {
  const session = await createOnnxSession(bytes, { threads, name: 'hand-written graph' });
  return { run: async () => dataOf(await session.run(inputs)), stop: () => session.dispose() };
}

/** Seconds of a 2048² matrix product in ONNX Runtime: all that this machine has to give. */
async function matrixProduct() {
  const graph = onnxBuilder();
  const shape = [2048, 2048];
  const [a, b] = ['a', 'b'].map((name) => graph.input(name, shape));
  const data = Float32Array.from({ length: 2048 ** 2 }, (_, i) => Math.sin(i));
  const bytes = graph.bytes({ sum: graph.op('ReduceSum', [graph.op('MatMul', [a, b])]) });
  const { run, stop } = await startGraph(bytes, { a: { data, shape }, b: { data, shape } });
  const time = await fastest(run);
  await stop();
  return time / 1000;
}

function toTensors(arrays) {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]),
  );
}

function specsOf(arrays) {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape }]) => [name, { shape, dtype: 'float32' }]),
  );
}

function dataOf(outputs) {
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
}

async function runEagerly(fn) {
  const outputs = tf.tidy(fn);
  const read = await Promise.all(
    Object.entries(outputs).map(async ([name, tensor]) => [name, await tensor.data()]),
  );
  tf.dispose(outputs);
  return Object.fromEntries(read);
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
  if (!(worst <= 1e-3 * largest)) throw new Error(`${what}: differs from wasm by ${worst}`);
}

function report() {
  const figures = { batch: batchSize, threads, wasmThreads, patchesPerSecond: {}, gflops: {} };
  for (const [engine, times] of Object.entries(best)) {
    for (const [task, time] of Object.entries(times)) {
      const rate = (1000 * batchSize) / time;
      const key = `${task}${engine[0].toUpperCase()}${engine.slice(1)}`;
      figures.patchesPerSecond[key] = rate;
      figures.gflops[key] = rate * gflop[task];
      const unit = `${(rate * gflop[task]).toFixed(0)} GFLOP/s`;
      console.log(`${task.padEnd(8)} ${engine.padEnd(11)} ${rate.toFixed(1)} patches/s (${unit})`);
    }
  }
  figures.gflops.matrixProduct = (2 * 2048 ** 3) / product / 1e9;
  console.log(`2048² matrix product: ${figures.gflops.matrixProduct.toFixed(0)} GFLOP/s`);
  for (const task of Object.keys(tasks)) {
    figures[`${task}OverWasm`] = best.wasm[task] / best.compiled[task];
    figures[`${task}OverHandWritten`] = best.handWritten[task] / best.compiled[task];
    const [wasm, hand] = [figures[`${task}OverWasm`], figures[`${task}OverHandWritten`]];
    console.log(`compiled ${task}: ${wasm.toFixed(2)}× wasm, ${hand.toFixed(2)}× hand-written`);
  }
  console.log(`batch ${batchSize}, ${threads} threads (wasm ${wasmThreads})`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
