// How long a photo takes from the call to the report and its pictures, as shares of the encoder's
// own arithmetic; how time and memory grow with its size; and the command from a fresh start.
//
//   npm run bench -w @exifclip/splice                     all of it
//   npm run bench -w @exifclip/splice -- --megapixels 12 --runs 5
//
// A busy machine makes every figure larger: the least of several runs is printed, and CPU seconds.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makePhoto } from './make-photo.mjs';

const { values: options } = parseArgs({
  options: {
    megapixels: { type: 'string', default: '1,2,5,12,24,50' },
    runs: { type: 'string', default: '4' },
    threads: { type: 'string', default: String(Math.min(2, os.availableParallelism())) },
  },
});
const sizes = options.megapixels.split(',').map(Number);
const usual = sizes.includes(12) ? 12 : sizes[0];
const folder = mkdtempSync(join(os.tmpdir(), 'splice-bench-'));
try {
  const load = os.loadavg()[0].toFixed(1);
  console.log(`${os.cpus()[0]?.model}, ${options.threads} threads, load ${load}\n`);
  const results = [];
  for (const megapixels of sizes) results.push(await measure(megapixels));
  printParts(results[sizes.indexOf(usual)]);
  printGrowth(results);
  printCommand(photoPath(usual));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** In a process of its own, whose peak of memory is that of this size. */
async function measure(megapixels) {
  writeFileSync(photoPath(megapixels), await makePhoto(megapixels));
  const args = ['one-photo.mjs', photoPath(megapixels), options.runs, options.threads];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { megapixels, ...JSON.parse(stdout) };
}

function photoPath(megapixels) {
  return join(folder, `${megapixels}.jpg`);
}

function printParts({ megapixels, patches, arithmetic, parts, total, cpu }) {
  console.log(
    `${megapixels} megapixels, ${patches} patches, warm process, least of ${options.runs}`,
  );
  console.log(row(['part', 'ms', 'of arithmetic']));
  for (const [name, ms] of Object.entries(parts)) {
    console.log(row([name, ms.toFixed(0), percent(ms / arithmetic)]));
  }
  console.log(row(['all', total.toFixed(0), percent(total / arithmetic)]));
  console.log(`  the encoder’s own arithmetic: ${arithmetic.toFixed(0)} ms`);
  console.log(`  CPU time of all: ${cpu.toFixed(0)} ms\n`);
}

function printGrowth(results) {
  console.log(row(['megapixels', 'all, ms', 'CPU, ms', 'decode, ms', 'peak, MB']));
  for (const { megapixels, total, cpu, parts, peak } of results) {
    const numbers = [total, cpu, parts.decode, peak].map((value) => value.toFixed(0));
    console.log(row([String(megapixels), ...numbers]));
  }
  console.log('');
}

/** `exifclip localize`, the start of Node and the loading of the model counted in. */
function printCommand(photo) {
  const command = fileURLToPath(new URL('../../cli/bin/exifclip.js', import.meta.url));
  if (!existsSync(fileURLToPath(new URL('../../cli/dist', import.meta.url)))) {
    console.log('the command is not built, so it was not measured');
    return;
  }
  const args = [command, 'localize', photo, '--out', join(folder, 'out')];
  const times = Array.from({ length: Number(options.runs) }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - started;
  });
  const least = Math.min(...times).toFixed(0);
  console.log(`exifclip localize, fresh: ${least} ms, the least of ${times.length}`);
}

function row(cells) {
  return `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(14) : cell.padStart(16))).join('')}`;
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}
