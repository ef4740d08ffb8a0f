// 200 uploads at once against the service in a process of its own: good, broken, huge, and clients
// that leave. Who finds no place comes again when told to. Every upload must end with the right
// answer, the service must live on and end well, and its memory must stay bounded.
//
//   npm run load                        200 uploads
//   UPLOADS=2000 npm run load           more

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { announcedPng } from './announced-png.ts';
import { madePhoto } from './made-photo.ts';
import { serverProcess } from './server-process.ts';
import { type Outcome, type UploadKind, upload } from './upload.ts';

const uploads = Number(process.env['UPLOADS'] ?? 200);
const [places, maxBytes] = [8, 4 * 2 ** 20];
/**
 * More than the service takes for one photo: twice the files of all places (in parts, then whole),
 * and 200 MiB for pixels, answers and what the allocator keeps.
 */
const allowedGrowth = 2 * places * maxBytes + 200 * 2 ** 20;

const jpeg = await madePhoto(320, 240, 'jpeg');
const photo = await madePhoto(256, 192);
const huge = new Uint8Array(3 * maxBytes);
const kinds: readonly UploadKind[] = [
  { name: 'PNG', body: photo, status: 200 },
  { name: 'JPEG', body: jpeg, status: 200 },
  { name: 'PNG of unknown length', body: photo, announced: false, status: 200 },
  { name: 'large PNG', body: await madePhoto(1200, 1000), status: 200 },
  { name: 'half a JPEG', body: jpeg.subarray(0, jpeg.length / 2), status: 422 },
  { name: 'no image', body: new Uint8Array(100_000), status: 415 },
  { name: 'nothing', body: new Uint8Array(), status: 400 },
  { name: '900 million pixels', body: announcedPng(30_000), status: 413 },
  { name: 'too many bytes', body: huge, status: 413 },
  { name: 'too many bytes, not announced', body: huge, announced: false, status: 413 },
  { name: 'leaves while sending', body: photo, leaves: 'sending' },
  { name: 'leaves while waiting', body: photo, leaves: 'waiting' },
];

const environment = {
  PLACES: `${places}`,
  MAX_BYTES: `${maxBytes}`,
  MAX_PATCHES: '60',
  RETRY_SECONDS: '1',
};
const server = await serverProcess(environment, new URL('measured-main.js', import.meta.url));
const url = `${server.origin}/localize?heatmap=png`;
assert.equal((await upload(url, kinds[3]!, Math.random)).status, 200);
const before = await memory();

const started = performance.now();
const outcomes = await Promise.all(
  Array.from({ length: uploads }, (_, i) => upload(url, kinds[i % kinds.length]!, Math.random)),
);
const seconds = (performance.now() - started) / 1000;
const grown = (await memory()) - before;
const health = (await (await fetch(`${server.origin}/health`)).json()) as { taken: number };
server.child.kill('SIGTERM');
const exitCode = await server.exited;

print(outcomes);
console.log(`${uploads} uploads in ${seconds.toFixed(1)} s`);
console.log(`memory: ${megabytes(before)} after one photo, at most ${megabytes(grown)} more`);
assert.deepEqual(
  outcomes.flatMap(({ fault }) => fault ?? []),
  [],
);
assert.equal(health.taken, 0);
assert.equal(exitCode, 0);
assert.ok(grown < allowedGrowth, `expected at most ${megabytes(allowedGrowth)} more`);

async function memory(): Promise<number> {
  server.child.send('memory');
  const [bytes] = (await once(server.child, 'message')) as [number];
  return bytes;
}

function print(all: readonly Outcome[]): void {
  const rows = kinds.map(({ name }, kind) => {
    const own = all.filter((_, i) => i % kinds.length === kind);
    const turnedAway = own.reduce((sum, outcome) => sum + outcome.turnedAway, 0);
    const slowest = Math.max(...own.map((outcome) => outcome.seconds));
    const statuses = [...new Set(own.map(({ status }) => status || 'left'))].join();
    return { name, uploads: own.length, statuses, turnedAway, 'slowest, s': +slowest.toFixed(1) };
  });
  console.table(rows);
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
