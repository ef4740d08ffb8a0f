// Runs the built command and says what it took: CPU time and peak memory of it and of each of its
// worker processes, as Linux counts them (VmHWM).
//
//   node bench/batch-memory.mjs localize <photos> --table results.jsonl

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/exifclip.js', import.meta.url));
const child = spawn(process.execPath, [command, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'ignore'],
});
/** @type {{ ended: boolean, code?: number | null }} */
const state = { ended: false };
child.once('exit', (code) => {
  state.ended = true;
  state.code = code;
});
/** @type {Map<string, { peak: number, cpu: number }>} */
const seen = new Map();
while (!state.ended) {
  const own = String(child.pid);
  const children = await read(`/proc/${own}/task/${own}/children`);
  for (const pid of [own, ...children.split(' ').filter(Boolean)]) {
    const peak = /VmHWM:\s+(\d+) kB/.exec(await read(`/proc/${pid}/status`))?.[1];
    const ticks = (await read(`/proc/${pid}/stat`)).split(') ')[1]?.split(' ') ?? [];
    if (peak === undefined) continue;
    seen.set(pid, {
      peak: Number(peak) / 1024,
      cpu: (Number(ticks[11]) + Number(ticks[12])) / 100,
    });
  }
  await sleep(200);
}
const [own, ...workers] = [...seen.values()];
const total = [own, ...workers].reduce((sum, { cpu }) => sum + cpu, 0);
console.log(`exit code ${String(state.code)}; CPU ${total.toFixed(1)} s`);
console.log(`peak of the command ${own.peak.toFixed(0)} MiB`);
console.log(`peaks of its workers ${workers.map(({ peak }) => peak.toFixed(0)).join(', ')} MiB`);

/** @param {string} path */
async function read(path) {
  return readFile(path, 'utf8').catch(() => '');
}
