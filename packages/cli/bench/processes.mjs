// One process with all threads against several with a share of them: seconds of a step with the same
// micro-batches, in turn, so that whatever else the machine does weighs on both alike.
//
//   node packages/cli/bench/processes.mjs [--processes 2] [--patches 256] [--micro-batches 4] [--rounds 5]

import { parseArgs } from 'node:util';
import { openEngine, randomBatch, stepInputs } from './compact-model.mjs';

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '2' },
    patches: { type: 'string', default: '256' },
    'micro-batches': { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
  },
});
const [processes, patches, microBatches, rounds] = [
  Number(values.processes),
  Number(values.patches),
  Number(values['micro-batches']),
  Number(values.rounds),
];

const inputs = stepInputs(randomBatch(patches));
const engines = {
  [`1 process × ${processes} threads`]: await openEngine(patches, microBatches, processes),
  [`${processes} processes × 1 thread`]: await openEngine(patches, microBatches, 1, processes),
};
const seconds = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
for (let round = -1; round < rounds; round++) {
  for (const [name, engine] of Object.entries(engines)) {
    const start = performance.now();
    await engine.step(inputs);
    if (round >= 0) seconds[name].push((performance.now() - start) / 1000);
  }
}
const medians = Object.entries(seconds).map(([name, times]) => {
  const median = times.sort((a, b) => a - b)[times.length >> 1];
  console.log(
    `${name.padEnd(24)} ${median.toFixed(2)} s a step of ${patches} patches (median of ${rounds})`,
  );
  return median;
});
console.log(`ratio ${(medians[0] / medians[1]).toFixed(2)}: above 1, several processes are faster`);
for (const engine of Object.values(engines)) await engine.dispose();
