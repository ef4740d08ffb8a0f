// One measurement in a process of its own, as a line of JSON; training.mjs starts it.
import { compositionOf, openEngine, randomBatch, stepInputs } from './compact-model.mjs';

const { task, patches, microBatches, steps, threads, manifest } = JSON.parse(process.argv[2]);
/** ONNX Runtime notes in its first run what memory a graph needs, and takes it in the second. */
const warmUp = 2;
const tasks = { compute, data, both };
const figures = await tasks[task]();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...figures, peakMegabytes }));
process.exit(0);

/** Steps on one and the same batch. */
async function compute() {
  const engine = await openEngine(patches, microBatches, threads);
  const inputs = stepInputs(randomBatch(patches));
  for (let i = 0; i < warmUp; i++) await engine.step(inputs);
  const end = clock();
  for (let i = 0; i < steps; i++) await engine.step(inputs);
  return end(steps);
}

/** Batches that nobody trains on. The first one also opens workers and files. */
async function data() {
  const batches = load();
  await batches.next();
  const end = clock();
  for (let i = 0; i < steps; i++) await batches.next();
  return end(steps);
}

/**
 * A run: steps on batches that are prepared meanwhile, three times as many as alone, since what was
 * prepared before the clock starts hides the wait of the first ones.
 */
async function both() {
  const engine = await openEngine(patches, microBatches, threads);
  const batches = load();
  for (let i = 0; i < warmUp; i++) await engine.step(stepInputs((await batches.next()).value));
  const end = clock();
  const count = 3 * steps;
  let waited = 0;
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const { value } = await batches.next();
    waited += performance.now() - start;
    await engine.step(stepInputs(value));
  }
  const figures = end(count);
  return { ...figures, waitShare: waited / 1000 / count / figures.seconds };
}

/** Composed as the bundled model's: 44 photos and 20 pairs of cameras make 256 patches. */
async function* load() {
  // Computing alone has to do without its memory.
  const { batchLoader } = await import('@exifclip/datasets/node');
  yield* batchLoader({
    photos: { kind: 'manifest', path: manifest },
    seed: 1,
    ...compositionOf(patches),
    // What was prepared before the clock starts would count as nothing.
    prefetch: task === 'data' ? 0 : 1,
  });
}

/** Seconds and seconds of CPU, each a step. */
function clock() {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return (count) => {
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000 / count;
    return { seconds, cpuSeconds: (user + system) / 1e6 / count };
  };
}
