// docs/scaling.md: its tables, from rates that were measured here (docs/scaling-rates.json) and
// published ones (below, with their sources).
//
//   node scripts/scaling.mjs            writes the tables
//   node scripts/scaling.mjs --check    says whether they are those of the rates

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { breakEvenWorkers, pairTrainingFlop, paperRun, stepOn } from './scaling-model.mjs';

const repository = resolve(import.meta.dirname, '..');
const page = join(repository, 'docs/scaling.md');

/** ResNet-50 at 224 × 224: 4.1 billion multiply-adds forward; He et al., 2016, and thrice that to train. */
const imageNetFlop = 3 * 2 * 4.1e9;
/** Cores of a machine of the tables. */
const cores = 16;
const counts = [1, 8, 64];

/** @param {any} rates  what packages/cli/bench/scaling-rates.mjs wrote */
export function scalingTables(rates) {
  const workers = workerKinds(rates);
  return {
    rates: ratesTable(rates),
    paper: paperTable(rates, workers),
    limits: limitsTable(rates, workers),
    own: ownTable(rates),
    feeding: feedingTable(rates, workers),
    inference: inferenceTable(rates),
  };
}

/**
 * What computes, how fast it trains (operations a second), and the slowest link in a ring of so
 * many. Rates of GPUs are those of ResNet-50 v1.5, mixed precision, in NVIDIA's DeepLearningExamples.
 */
function workerKinds({ resNet50Forward: { cpuSecondsAPatch, gflopAPatch } }) {
  const link = (inside, between) => (n) => (n <= 8 ? inside : between);
  return [
    {
      name: `${cores} cores, Ethernet 10 Gb/s`,
      flops: (cores * gflopAPatch * 1e9) / cpuSecondsAPatch,
      link: link(1.25e9, 1.25e9),
    },
    { name: 'V100, 8 in a machine', flops: 1200 * imageNetFlop, link: link(150e9, 12.5e9) },
    { name: 'A100, 8 in a machine', flops: 2470 * imageNetFlop, link: link(300e9, 25e9) },
  ];
}

function ratesTable(rates) {
  const { compactTraining, dataPreparation, resNet50Forward, localize, measured } = rates;
  const milliseconds = (seconds) => `${(1000 * seconds).toPrecision(2)} ms`;
  const rows = [
    [
      'a training step of the bundled model, a patch',
      milliseconds(compactTraining.cpuSecondsAPatch),
    ],
    ['preparing training batches, a patch', milliseconds(dataPreparation.cpuSecondsAPatch)],
    [
      `ResNet-50 forward, a patch of 124 × 124 (${resNet50Forward.gflopAPatch.toFixed(2)} GFLOP)`,
      milliseconds(resNet50Forward.cpuSecondsAPatch),
    ],
    [
      `\`localize --table\`, a photo of ${localize.megapixels} megapixels, ${localize.patches} patches`,
      `${localize.cpuSecondsAPhoto.toPrecision(2)} s`,
    ],
  ];
  const where = `${measured.cpu}, Node ${measured.node}; CPU time of one thread`;
  return `${table(['what', 'CPU time'], rows)}\n\nMeasured by \`${measured.by}\` on ${where}.`;
}

function paperTable({ resNet50Forward: { gflopAPatch } }, workers) {
  const { steps, batch, gradientBytes: bytes } = paperRun;
  const rows = [];
  for (const tokens of [128, paperRun.tokens]) {
    const flop = batch * pairTrainingFlop({ patchFlop: gflopAPatch * 1e9, tokens });
    for (const { name, flops, link } of workers) {
      const cells = counts.map((n) => {
        const step = stepOn({
          workSeconds: flop / flops,
          bytes,
          workers: n,
          bytesPerSecond: link(n),
        });
        return `${duration(steps * step.seconds)} (${percent(step.efficiency)})`;
      });
      rows.push([String(tokens), name, ...cells]);
    }
  }
  return table(['tokens', 'each', ...counts.map(String)], rows);
}

function limitsTable({ resNet50Forward: { gflopAPatch } }, workers) {
  const { batch, gradientBytes: bytes, tokens } = paperRun;
  const flop = batch * pairTrainingFlop({ patchFlop: gflopAPatch * 1e9, tokens });
  const rows = workers.map(({ name, flops, link }) => {
    const workSeconds = flop / flops;
    const bytesPerSecond = link(64);
    const step = stepOn({ workSeconds, bytes, workers: 64, bytesPerSecond });
    const even = breakEvenWorkers({ workSeconds, bytes, bytesPerSecond });
    return [
      name,
      seconds(step.compute),
      seconds(step.traffic),
      String(batch / 64),
      even >= batch ? `${batch}, a pair each` : String(Math.round(even)),
    ];
  });
  return table(
    [
      'each',
      'computing on 64',
      'gradients on 64',
      'pairs of a batch on each',
      'as long as computing at',
    ],
    rows,
  );
}

function ownTable({ compactTraining, dataPreparation, compactParameters: { bytes } }) {
  const { cpuSecondsAPatch, patchesAStep } = compactTraining;
  const steps = 4200;
  const work = (patchesAStep * (cpuSecondsAPatch + dataPreparation.cpuSecondsAPatch)) / cores;
  const rows = [
    ['10 Gb/s', 1.25e9],
    ['1 Gb/s', 0.125e9],
  ].map(([name, bytesPerSecond]) => [
    name,
    ...counts.map((n) => {
      const step = stepOn({ workSeconds: work, bytes, workers: n, bytesPerSecond });
      return `${duration(steps * step.seconds)} (${percent(step.efficiency)})`;
    }),
  ]);
  return table([`machines of ${cores} cores, by`, ...counts.map(String)], rows);
}

function feedingTable({ dataPreparation, resNet50Forward: { gflopAPatch } }, workers) {
  const { tokens } = paperRun;
  const flop = pairTrainingFlop({ patchFlop: gflopAPatch * 1e9, tokens });
  const rows = workers.slice(1).map(({ name, flops }) => {
    const pairs = flops / flop;
    const needed = pairs * dataPreparation.cpuSecondsAPatch;
    return [name, pairs.toFixed(0), needed.toFixed(1), (8 * needed).toFixed(0)];
  });
  return table(['GPU', 'pairs a second', 'cores to feed one', 'cores to feed 8'], rows);
}

function inferenceTable({ localize: { cpuSecondsAPhoto } }) {
  const million = (1e6 * cpuSecondsAPhoto) / 3600;
  const rows = [
    ['photos an hour on one core', Math.round(3600 / cpuSecondsAPhoto).toLocaleString('en')],
    ['core-hours for a million photos', Math.round(million).toLocaleString('en')],
    ...counts.map((n) => [
      `a million on ${n} × ${cores} cores`,
      duration((million * 3600) / (n * cores)),
    ]),
  ];
  return table(['what', 'how much'], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function duration(value) {
  const hours = value / 3600;
  if (hours >= 48 * 365) return `${(hours / 24 / 365).toPrecision(2)} years`;
  if (hours >= 48) return `${(hours / 24).toFixed(hours < 240 ? 1 : 0)} days`;
  if (hours >= 1) return `${hours.toFixed(1)} hours`;
  return value < 120 ? `${value.toFixed(0)} s` : `${(value / 60).toFixed(0)} minutes`;
}

function seconds(value) {
  return value < 1 ? `${Number((1000 * value).toPrecision(2))} ms` : `${value.toPrecision(2)} s`;
}

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}

/**
 * A page with each table between its marks.
 *
 * @param {string} text
 * @param {Record<string, string>} tables
 */
export function withTables(text, tables) {
  let result = text;
  for (const [name, content] of Object.entries(tables)) {
    const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!marks.test(result)) throw new RangeError(`docs/scaling.md: expected <!-- ${name} -->`);
    result = result.replace(marks, (_, start, end) => `${start}\n${content}\n\n${end}`);
  }
  return result;
}

function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const rates = JSON.parse(readFileSync(join(repository, 'docs/scaling-rates.json'), 'utf8'));
  const text = readFileSync(page, 'utf8');
  const made = withTables(text, scalingTables(rates));
  if (!values.check) return writeFileSync(page, made);
  if (made === text) return;
  console.error('docs/scaling.md: its tables are of other rates: run node scripts/scaling.mjs');
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
