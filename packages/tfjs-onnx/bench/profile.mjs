// Which nodes of a traced training step (or forward pass) take the time, by ONNX Runtime's
// profiler. npm run bench:profile -w @exifclip/tfjs-onnx -- --help
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { registerGradients } from '@exifclip/nn/backend';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import { firstWeights, randomBatch, scores, trainingStep } from './network.mjs';

const { values: options } = parseArgs({
  options: {
    task: { type: 'string', default: 'training' },
    batch: { type: 'string', default: '16' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
    runs: { type: 'string', default: '5' },
    nodes: { type: 'string', default: '25' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`npm run bench:profile -w @exifclip/tfjs-onnx -- [options]
  --task NAME    training or forward (training)
  --batch N      patches a step (16)
  --threads N    threads (2)
  --runs N       runs after one to warm up, of which the fastest counts (5)
  --nodes N      slowest nodes to list (25)`);
  process.exit(0);
}

await registerGradients();
const { patches, targets } = randomBatch(Number(options.batch));
const forward = (inputs) => ({ y: scores(inputs, inputs.patches, { training: false }) });
const weights = firstWeights();
const inputs = options.task === 'training' ? { ...weights, patches, targets } : { patches };
const fn =
  options.task === 'training'
    ? (tensors) => renamed(trainingStep(tensors))
    : ({ patches }) => forward({ ...constants(), patches });
const specs = Object.fromEntries(
  Object.entries(inputs).map(([name, { shape }]) => [name, { shape, dtype: 'float32' }]),
);
const { bytes } = trace(fn, specs);
const runs = Number(options.runs);
const folder = mkdtempSync(join(os.tmpdir(), 'ort-profile-'));
try {
  report(await profile());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A graph's names are unique, so a result may not bear the name of an input. */
function renamed(outputs) {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [`next/${name}`, value]),
  );
}

function constants() {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]),
  );
}

/** Events of the profiler, those of the first run left out. */
async function profile() {
  const session = await ort.InferenceSession.create(bytes, {
    intraOpNumThreads: Number(options.threads),
    enableProfiling: true,
    profileFilePrefix: join(folder, 'profile'),
    logSeverityLevel: 3,
  });
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [
      name,
      new ort.Tensor('float32', data, shape),
    ]),
  );
  for (let i = 0; i <= runs; i += 1) await session.run(feeds);
  session.endProfiling();
  const [file] = readdirSync(folder);
  const events = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const nodes = events.filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'));
  return nodes.slice(nodes.length / (runs + 1));
}

function report(all) {
  const events = fastestOfEach(all);
  const total = events.reduce((sum, { dur }) => sum + dur, 0);
  const byType = sums(events, ({ args }) => args.op_name);
  const byNode = sums(events, ({ name, args }) => {
    const shapes = args.input_type_shape?.flatMap(Object.values).map((shape) => shape.join('×'));
    return `${args.op_name.padEnd(18)} ${name.replace('_kernel_time', '').padEnd(22)} ${shapes?.join('  ')}`;
  });
  console.log(`${(total / 1000).toFixed(1)} ms a run in nodes\n`);
  print(byType, total, 15);
  console.log();
  print(byNode, total, Number(options.nodes));
}

/** The fastest of a node's runs, as other programs disturb single ones. */
function fastestOfEach(events) {
  const fastest = new Map();
  for (const event of events) {
    if (!(fastest.get(event.name)?.dur <= event.dur)) fastest.set(event.name, event);
  }
  return [...fastest.values()];
}

function sums(events, key) {
  const result = new Map();
  for (const event of events) result.set(key(event), (result.get(key(event)) ?? 0) + event.dur);
  return [...result].sort(([, a], [, b]) => b - a);
}

function print(rows, total, most) {
  for (const [name, time] of rows.slice(0, most)) {
    const share = ((100 * time) / total).toFixed(1).padStart(5);
    console.log(`${share} % ${(time / 1000).toFixed(2).padStart(8)} ms  ${name}`);
  }
}
