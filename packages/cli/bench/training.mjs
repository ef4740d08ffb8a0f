// Training the compact tower in ONNX Runtime: patches a second and peak memory with batches whole and
// in micro-batches with cached gradients, and what preparing the data costs beside it.
// npm run bench -w exifclip -- --help
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const data =
  process.env.EXIFCLIP_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
    'micro-batch': { type: 'string', default: '128' },
    manifest: { type: 'string', default: join(data, 'photos/photos.jsonl') },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`npm run bench -w exifclip -- [options]
  --steps N         steps of each measurement, after two that do not count (3)
  --threads N       threads of ONNX Runtime (2)
  --micro-batch N   patches of a micro-batch (128)
  --manifest FILE   photos to train on (photos/photos.jsonl of EXIFCLIP_DATA or ../shared/data)
  --json FILE       also write the figures there`);
  process.exit(0);
}
const settings = {
  steps: Number(options.steps),
  threads: Number(options.threads),
  manifest: options.manifest,
};
const microBatch = Number(options['micro-batch']);

console.log(`${settings.threads} threads, ${settings.steps} steps; two patches a sentence`);
const engines = {};
const plain = await measure('compute', 256, 1);
reportEngine('whole', 256, plain);
// The last one has the published number of sentences, 1,024.
for (const patches of [256, 1024, 2048]) {
  const figures = await measure('compute', patches, patches / microBatch);
  reportEngine(`in micro-batches of ${microBatch}`, patches, figures);
}
const pipeline = existsSync(options.manifest) ? await measurePipeline() : undefined;
if (pipeline === undefined) console.log(`no data: ${options.manifest} is not there`);
if (options.json) {
  writeFileSync(options.json, `${JSON.stringify({ ...settings, engines, pipeline }, null, 2)}\n`);
}

/** One measurement in a process of its own, so that peak memory and CPU time are its own too. */
async function measure(task, patches, microBatches) {
  const script = fileURLToPath(new URL('measure-training.mjs', import.meta.url));
  const argument = JSON.stringify({ ...settings, task, patches, microBatches });
  const { stdout } = await promisify(execFile)(process.execPath, [script, argument]);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function reportEngine(how, patches, figures) {
  const { seconds, cpuSeconds, peakMegabytes } = figures;
  const name = `${patches} patches ${how}`;
  engines[name] = { patches, ...figures };
  const times = (plain.cpuSeconds * patches) / 256 / cpuSeconds;
  console.log(
    `${name.padEnd(38)} ${(patches / seconds).toFixed(0).padStart(5)} patches/s` +
      `  ${((1000 * cpuSeconds) / patches).toFixed(2)} ms CPU a patch (${times.toFixed(2)}× whole)` +
      `  peak ${peakMegabytes.toFixed(0)} MB`,
  );
}

async function measurePipeline() {
  const alone = await measure('data', 256, 1);
  const together = await measure('both', 256, 1);
  const figures = {
    dataCpuSeconds: alone.cpuSeconds,
    computeCpuSeconds: plain.cpuSeconds,
    dataOverCompute: alone.cpuSeconds / plain.cpuSeconds,
    waitShare: together.waitShare,
    patchesPerSecond: 256 / together.seconds,
  };
  console.log(
    `256 patches: data ${figures.dataCpuSeconds.toFixed(2)} s CPU, compute ` +
      `${figures.computeCpuSeconds.toFixed(2)} s CPU: ${figures.dataOverCompute.toFixed(2)}×`,
  );
  console.log(
    `together: ${figures.patchesPerSecond.toFixed(0)} patches/s, ` +
      `${(100 * figures.waitShare).toFixed(1)} % of the time waiting for data`,
  );
  return figures;
}
