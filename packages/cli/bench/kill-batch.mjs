// Runs `exifclip embed <photos> --table …` once to its end, and once killed by SIGKILL at random
// moments until that many kills are done, and compares the two tables row for row.
//
//   node bench/kill-batch.mjs <photos> <scratch folder> [--kills 10] [--longest 20] [--max-patches 4]
//                              [--job embed]
//
// `--longest`: seconds that a run lives at most before it is killed; it should be well above what a
// start takes and well below what the photos take, or the run ends before all kills are done.

import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '10' },
    longest: { type: 'string', default: '20' },
    'max-patches': { type: 'string', default: '4' },
    job: { type: 'string', default: 'embed' },
  },
});
const command = fileURLToPath(new URL('../bin/exifclip.js', import.meta.url));
const [photos, scratch] = positionals;
await mkdir(scratch, { recursive: true });
const [whole, killed] = [join(scratch, 'whole.jsonl'), join(scratch, 'killed.jsonl')];

await run(killed, Number(values.kills));
await run(whole, 0);
const rows = await compare(whole, killed);
console.log(`${rows} rows, the same in both`);

/**
 * @param {string} table
 * @param {number} kills
 */
async function run(table, kills) {
  for (let done = 0; ; done++) {
    const budget = values.job === 'exif' ? [] : ['--max-patches', values['max-patches']];
    const args = [values.job, photos, '--table', table, ...budget];
    const child = spawn(process.execPath, [command, ...args], { stdio: 'ignore' });
    const end = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    const life = Math.random() * Number(values.longest) * 1000;
    const isEnd = await Promise.race([
      end.then(() => true),
      done < kills ? sleep(life, false) : end.then(() => true),
    ]);
    if (!isEnd) child.kill('SIGKILL');
    const code = await end;
    if (isEnd) {
      console.log(`${table}: ended with code ${code} after ${done} kills`);
      return;
    }
    const size = (await stat(table).catch(() => undefined))?.size ?? 0;
    console.log(`killed after ${(life / 1000).toFixed(1)} s, with ${size} bytes of rows`);
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
async function compare(one, other) {
  const lines = createInterface(createReadStream(other))[Symbol.asyncIterator]();
  let number = 0;
  for await (const line of createInterface(createReadStream(one))) {
    number += 1;
    const { value } = await lines.next();
    if (value !== line) throw new Error(`line ${number} differs:\n${line}\n${value}`);
  }
  if (!(await lines.next()).done) throw new Error(`${other} has more rows`);
  return number;
}
