// Runs the training step on one of tfjs's backends and compares it with the cpu backend, step by
// step, and with the compiled graph in speed. Meant for machines that have tfjs-node-gpu, tfjs-node
// or a GPU. npm run test:backend -w @exifclip/contrastive -- tfjs-node
import { parseArgs } from 'node:util';
import {
  compiledEngine,
  createTrainState,
  eagerEngine,
  infoNce,
  makeTrainStep,
} from '@exifclip/contrastive';
import { batchNorm, dense, l2Normalize, parameter, prefix, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';

const { values: options, positionals } = parseArgs({
  options: { help: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [prefer] = positionals;
if (options.help || prefer === undefined) {
  console.log(`npm run test:backend -w @exifclip/contrastive -- BACKEND
  BACKEND  tfjs-node-gpu, tfjs-node, webgpu, wasm or cpu; install its package first`);
  process.exit(options.help ? 0 : 2);
}

const backendNames = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'wasm', 'cpu'];
const pairs = 16;
const side = 32;
const steps = 10;
const tolerance = 1e-3;
const step = makeTrainStep({ loss, clipNorm: 1 });
const { arrays } = createTrainState(firstParameters(), 1);

if (!backendNames.includes(prefer)) {
  console.error(`expected one of ${backendNames.join(', ')}, got ${prefer}`);
  process.exit(2);
}
const expected = await run('cpu', () => eagerEngine(step));
const got = await run(prefer, () => eagerEngine(step));
await chooseBackend({ prefer: 'cpu', training: true });
const compiled = await timed(await compiledEngine(step, { ...arrays, ...inputs(0) }));
const worst = Math.max(...got.losses.map((value, i) => Math.abs(value / expected.losses[i] - 1)));
console.log(`${steps} losses on ${prefer} differ from cpu's by at most ${worst.toExponential(1)}`);
console.log(`a step: cpu 1, ${prefer} ${ratio(got)}, compiled ${ratio(compiled)} times as fast`);
process.exit(worst <= tolerance ? 0 : 1);

async function run(name, engineOf) {
  const chosen = await chooseBackend({ prefer: name, training: true });
  if (chosen.name !== name) {
    const { why } = chosen.tried.find((backend) => backend.name === name);
    console.error(`${name} cannot be used here: ${why}`);
    process.exit(1);
  }
  return timed(engineOf());
}

/** Losses of some steps, and the seconds of the fastest. */
async function timed(engine) {
  await engine.load(arrays);
  const losses = [];
  let seconds = Number.POSITIVE_INFINITY;
  for (let i = 0; i < steps; i += 1) {
    const started = performance.now();
    const outputs = await engine.step(inputs(i));
    seconds = Math.min(seconds, (performance.now() - started) / 1000);
    losses.push(outputs['metrics/loss'].data[0]);
  }
  await engine.dispose();
  return { losses, seconds };
}

function ratio({ seconds }) {
  return (expected.seconds / seconds).toFixed(1);
}

/** Two convolutions with batch norm, pooled; sentences are looked up. */
function loss(parameters, batch) {
  const updates = {};
  let x = tf.div(parameter(batch, 'patches'), 255);
  for (const name of ['first', 'second']) {
    x = tf.conv2d(x, parameter(parameters, `${name}/kernel`), 2, 'same');
    const normalized = batchNorm(x, scope(parameters, `${name}/norm`), { training: true });
    Object.assign(updates, prefix(normalized.updates, `${name}/norm`));
    x = tf.relu(normalized.output);
  }
  const views = l2Normalize(dense(tf.mean(x, [1, 2]), scope(parameters, 'project')));
  const texts = l2Normalize(tf.gather(parameter(parameters, 'table'), parameter(batch, 'ids')));
  return { loss: infoNce(views, texts, 14), metrics: {}, updates };
}

function firstParameters() {
  const norm = (name, channels) => ({
    [`${name}/norm/scale`]: { data: new Float32Array(channels).fill(1), shape: [channels] },
    [`${name}/norm/offset`]: { data: new Float32Array(channels), shape: [channels] },
    [`${name}/norm/mean`]: { data: new Float32Array(channels), shape: [channels] },
    [`${name}/norm/variance`]: { data: new Float32Array(channels).fill(1), shape: [channels] },
  });
  return {
    'first/kernel': waves([3, 3, 3, 16], 0.3),
    ...norm('first', 16),
    'second/kernel': waves([3, 3, 16, 32], 0.15),
    ...norm('second', 32),
    'project/kernel': waves([32, 24], 0.2),
    table: waves([pairs, 24], 0.3),
  };
}

function inputs(seed) {
  const { data, shape } = waves([pairs, side, side, 3], 1, seed);
  return {
    learningRate: { data: Float32Array.of(1e-3), shape: [] },
    'batch/patches': { data: Uint8Array.from(data, (value) => 128 + 100 * value), shape },
    'batch/ids': { data: Int32Array.from({ length: pairs }, (_, i) => i), shape: [pairs] },
  };
}

/** Numbers that look random, and are the same everywhere. */
function waves(shape, scale, seed = 0) {
  const length = shape.reduce((product, extent) => product * extent, 1);
  const data = Float32Array.from(
    { length },
    (_, i) => scale * Math.sin(i * i * 1.7 + seed + length),
  );
  return { data, shape };
}
