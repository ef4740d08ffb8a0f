// docs/scaling-rates.json: what a patch, a batch and a photo cost here, in CPU time of one thread,
// so that a busy machine counts for little. scripts/scaling.mjs works out the rest from them.
//
//   npm run build && node packages/cli/bench/scaling-rates.mjs [--steps 2] [--photos 3] [--manifest FILE]
//
// Photos to prepare batches from are looked for in EXIFCLIP_DATA, by default ../shared/data.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom, proceduralScene } from '@exifclip/datasets';
import { loadModel } from '@exifclip/models';
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
import { openRowMaker } from 'exifclip/batch';
import sharp from 'sharp';

const repository = resolve(import.meta.dirname, '../../..');
const data = resolve(process.env.EXIFCLIP_DATA ?? join(repository, '../shared/data'));
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '2' },
    photos: { type: 'string', default: '3' },
    manifest: { type: 'string', default: join(data, 'photos/photos.jsonl') },
  },
});
const steps = Number(values.steps);
const [width, height] = [4000, 3000];

const compact = training('compute');
const prepared = training('data');
const resNet = await resNetForward();
const localized = await localizePhotos();
const { files } = (await loadModel()).config;
const rates = {
  measured: {
    by: 'node packages/cli/bench/scaling-rates.mjs',
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    node: process.version,
  },
  compactTraining: { cpuSecondsAPatch: compact.cpuSeconds / 256, patchesAStep: 256 },
  dataPreparation: { cpuSecondsAPatch: prepared.cpuSeconds / 256 },
  compactParameters: {
    bytes: files['image-tower.safetensors'].bytes + files['text-encoder.safetensors'].bytes,
  },
  resNet50Forward: resNet,
  localize: localized,
};
writeFileSync(join(repository, 'docs/scaling-rates.json'), `${JSON.stringify(rates, null, 2)}\n`);
console.log(JSON.stringify(rates, null, 2));

/** Steps, or batches, of 256 patches, in a process of its own. */
function training(task) {
  const script = join(repository, 'packages/cli/bench/measure-training.mjs');
  const { manifest } = values;
  const options = { task, patches: 256, microBatches: 1, steps, threads: 1, manifest };
  const out = execFileSync(process.execPath, [script, JSON.stringify(options)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(out.trim().split('\n').at(-1));
}

async function resNetForward() {
  await chooseBackend({ prefer: 'cpu' });
  const [side, batch, runs] = [124, 8, 2 + steps];
  const parameters = initResNet();
  const { bytes } = trace(
    (inputs) => ({
      [embeddingOutputName]: resNetTower(parameters, inputs[patchInputName]).embeddings,
    }),
    { [patchInputName]: { shape: [1, side, side, 3], dtype: 'uint8' } },
    { symbolicBatch: true },
  );
  const session = await createOnnxSession(bytes, { name: 'ResNet-50', threads: 1 });
  const data = Uint8Array.from({ length: batch * side * side * 3 }, (_, i) => (i * 7919) % 251);
  const patches = { data, shape: [batch, side, side, 3] };
  await session.run({ [patchInputName]: patches });
  const seconds = await cpuSeconds(async () => {
    for (let i = 0; i < runs; i++) await session.run({ [patchInputName]: patches });
  });
  await session.dispose();
  const gflopAPatch = resNetGeometry(side, resNet50Config).flop / 1e9;
  return { cpuSecondsAPatch: seconds / runs / batch, gflopAPatch };
}

/** Photos of 12 megapixels as `exifclip localize --table` takes them, 1,000 patches each. */
async function localizePhotos() {
  const maker = await openRowMaker('localize', { threads: 1, maxPatches: 1000 });
  let total = 0;
  const count = Number(values.photos);
  for (let i = 0; i <= count; i++) {
    const scene = proceduralScene(1000, 750, createRandom(i));
    const raw = { width: 1000, height: 750, channels: 3 };
    const bytes = await sharp(scene.data, { raw })
      .resize(width, height)
      .jpeg({ quality: 90 })
      .toBuffer();
    const seconds = await cpuSeconds(() =>
      maker.make({ path: `${i}.jpg`, bytes: async () => bytes }),
    );
    if (i > 0) total += seconds; // the first one also warms up
  }
  await maker.dispose();
  return { cpuSecondsAPhoto: total / count, megapixels: (width * height) / 1e6, patches: 1000 };
}

async function cpuSeconds(work) {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}
