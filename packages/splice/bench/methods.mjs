// Time and memory of every method after the encoder, each in a process of its own, on made
// embeddings: smooth content, a second camera in a rectangle, noise.
// node packages/splice/bench/methods.mjs --help (after npm run build)
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { localize, localizeMethods } from '@exifclip/splice';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,4096,10000,100000' },
    dim: { type: 'string', default: '128' },
    methods: { type: 'string', default: localizeMethods.join(',') },
    json: { type: 'string' },
    one: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const dim = Number(options.dim);

if (options.help) {
  console.log(`node packages/splice/bench/methods.mjs [options]
  --sizes N,…     patches (1000,4096,10000,100000)
  --dim N         numbers in an embedding (128)
  --methods M,…   (${localizeMethods.join(',')})
  --json FILE     also write the figures there`);
} else if (options.one) {
  measureOne(...options.one.split(','));
} else {
  const figures = [];
  console.log(`${dim} dimensions; score and PCA picture included\n`);
  console.log('method              patches   seconds   user s   peak MB   above empty MB');
  const floor = run('none', 4).peak;
  for (const method of options.methods.split(',')) {
    for (const size of options.sizes.split(',')) {
      const { seconds, user, peak } = run(method, Number(size));
      figures.push({
        method,
        patches: Number(size),
        seconds,
        user,
        peak,
        aboveEmpty: peak - floor,
      });
      const columns = [
        seconds.toFixed(2),
        user.toFixed(2),
        peak.toFixed(0),
        (peak - floor).toFixed(0),
      ];
      console.log(
        method.padEnd(20) + size.padStart(7) + columns.map((text) => text.padStart(10)).join(''),
      );
    }
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}

function run(method, size) {
  const script = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [script, '--one', `${method},${size}`, '--dim', dim], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${method}, ${size} patches: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

function measureOne(method, size) {
  const rows = Math.round(Math.sqrt(Number(size) * 0.75));
  const cols = Math.round(Number(size) / rows);
  const embeddings = structuredEmbeddings(rows, cols);
  // What the traces say does not matter for the time; that there are some does.
  const traces = {
    data: Float32Array.from({ length: 2 * rows * cols }, (_, i) => Math.sin(i)),
    shape: [rows, cols, 2],
  };
  const started = performance.now();
  const before = process.cpuUsage();
  if (method !== 'none') localize(embeddings, regularGrid(rows, cols), { method, traces });
  const seconds = (performance.now() - started) / 1000;
  const user = process.cpuUsage(before).user / 1e6;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, user, peak }));
}

/** Patches of 64 pixels at a stride of 32: each covers two by two cells. */
function regularGrid(rows, cols) {
  const offsets = (count) => Int32Array.from({ length: count }, (_, i) => 32 * i);
  return {
    patchSize: 64,
    rowOffsets: offsets(rows),
    colOffsets: offsets(cols),
    imageWidth: 32 * (cols + 1),
    imageHeight: 32 * (rows + 1),
  };
}

/** 24 directions whose weights fall off, waves over the image; the second is the camera's. */
function structuredEmbeddings(rows, cols) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const waves = Array.from({ length: 24 }, (_, i) => ({
    direction: Float64Array.from({ length: dim }, normal),
    across: 9 * random(),
    down: 9 * random(),
    phase: 6 * random(),
    strength: 1 / (1 + i / 3),
  }));
  const data = new Float32Array(rows * cols * dim);
  for (let i = 0; i < rows * cols; i++) {
    const y = Math.floor(i / cols) / rows;
    const x = (i % cols) / cols;
    const pasted = y >= 0.3 && y < 0.7 && x >= 0.5 && x < 0.8 ? 2 : 0;
    const row = data.subarray(i * dim, (i + 1) * dim);
    for (let k = 0; k < dim; k++) row[k] = 0.4 * normal();
    for (const [q, { direction, across, down, phase, strength }] of waves.entries()) {
      const weight = q < 2 ? [2, pasted][q] : strength * Math.sin(across * x + down * y + phase);
      for (let k = 0; k < dim; k++) row[k] += weight * direction[k];
    }
  }
  return { data, shape: [rows, cols, dim] };
}
