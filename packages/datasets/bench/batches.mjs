// CPU time of training batches, a patch: photos after their chains, simulated cameras, and both as
// a batch has them by default. Needs the built packages.
//
//   npm run bench -w @exifclip/datasets
//   npm run bench -w @exifclip/datasets -- --manifest photos.jsonl --steps 20 --chain '{"webpShare":1}'
//
// Each figure is of a process that does only this, and counts all of its threads. A busy machine
// makes it larger even so (caches and cores are shared): the least of several runs is printed, with
// the load beside it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    manifest: { type: 'string' },
    photos: { type: 'string', default: '60' },
    steps: { type: 'string', default: '12' },
    runs: { type: 'string', default: '3' },
    chain: { type: 'string', default: '{}' },
    camera: { type: 'string', default: '{}' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`npm run bench -w @exifclip/datasets -- [options]
  --manifest FILE  a photo manifest (that of the shared data; else photos are made up)
  --photos N       how many of its photos (60)
  --steps N        batches that are measured, after 6 that are not (12)
  --runs N         processes, of which the fastest counts (3)
  --chain JSON     options of randomChain ({})
  --camera JSON    options of randomProfile ({})`);
  process.exit(0);
}

const shared = `${process.env.EXIFCLIP_DATA ?? '../../../shared/data'}/photos/photos.jsonl`;
const manifest = options.manifest ?? (existsSync(shared) ? shared : null);
console.log(
  `${os.cpus()[0]?.model}, load ${os.loadavg()[0].toFixed(1)}, ` +
    `photos ${manifest === null ? 'made up' : 'of a manifest'}`,
);
// By default 44 photos give 176 patches and 20 pairs of cameras 80.
const parts = [
  ['photos and chains', { cameraPairs: 0 }],
  ['simulated cameras', { photosPerBatch: 0 }],
  ['both, as by default', {}],
];
for (const [name, composition] of parts) {
  const runs = Array.from({ length: Number(options.runs) }, () => measure(composition));
  const least = runs.reduce((a, b) => (b.cpuMs < a.cpuMs ? b : a));
  const others = runs.map(({ cpuMs }) => cpuMs.toFixed(2)).join(', ');
  console.log(
    `${name.padEnd(20)} ${least.cpuMs.toFixed(2)} ms of CPU a patch (runs: ${others}), ` +
      `peak ${least.peakMegabytes.toFixed(0)} MB`,
  );
}

function measure(composition) {
  const settings = {
    manifest,
    photos: Number(options.photos),
    steps: Number(options.steps),
    composition: {
      ...composition,
      chain: JSON.parse(options.chain),
      camera: JSON.parse(options.camera),
    },
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('measure-batches.mjs', import.meta.url)), JSON.stringify(settings)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
