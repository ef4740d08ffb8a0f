// One photo, several times, in a process of its own: node one-photo.mjs PHOTO RUNS THREADS
// prints JSON. `arithmetic` is what the encoder takes when it is handed patches that are cut already.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { createSpliceDetector, reportPictures } from '@exifclip/splice';
import { encodePng } from '../../image/dist/index.js';
import { loadModel } from '../../models/dist/index.js';
import { extractPatches } from '../../patch-encoder/dist/index.js';

const [photo, runs, threads] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const folder = mkdtempSync(join(os.tmpdir(), 'splice-bench-'));
const model = await loadModel();
const detector = await createSpliceDetector({ model, threads });
const bytes = new Uint8Array(readFileSync(photo));
const seen = [];
let last;
// The first run warms up.
for (let run = 0; run <= runs; run++) {
  last = await analyzeOnce();
  if (run > 0) seen.push(last.times);
}
await detector.dispose();
const peak = process.resourceUsage().maxRSS / 1024;
const { grid } = last.report;
const patches = grid.rowOffsets.length * grid.colOffsets.length;
const arithmetic = await encoderAlone(last.image, grid);
rmSync(folder, { recursive: true });
const { total, cpu, ...parts } = leastOf(seen);
console.log(JSON.stringify({ patches, arithmetic, parts, total, cpu, peak }));

async function analyzeOnce() {
  const started = performance.now();
  const before = process.cpuUsage();
  let image;
  const report = await detector.analyze(bytes, {
    onImage: (decoded) => {
      image = decoded;
    },
  });
  const reported = performance.now();
  const written = [];
  for (const [kind, picture] of reportPictures(image, report)) {
    if (kind === 'photo') continue;
    const save = async (file) => writeFileSync(join(folder, `${kind}.png`), file);
    written.push(encodePng(picture).then(save));
  }
  await Promise.all(written);
  const pictures = performance.now() - reported;
  const { user, system } = process.cpuUsage(before);
  const { total: _, ...parts } = report.timings;
  const total = performance.now() - started;
  return { image, report, times: { ...parts, pictures, total, cpu: (user + system) / 1000 } };
}

/** Batches of the size that the detector uses, on patches that lie ready. */
async function encoderAlone(image, grid) {
  const encoder = await model.patchEncoder({ threads });
  const batches = [];
  for (let from = 0; from < patches; from += 64) {
    batches.push(extractPatches(image, grid, from, Math.min(from + 64, patches)));
  }
  const times = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    for (const batch of batches) await encoder.encode(batch);
    times.push(performance.now() - started);
  }
  await encoder.dispose();
  return Math.min(...times);
}

function leastOf(all) {
  const names = Object.keys(all[0]);
  return Object.fromEntries(names.map((name) => [name, Math.min(...all.map((t) => t[name]))]));
}
