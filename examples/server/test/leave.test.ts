import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { it } from 'node:test';
import { createSpliceDetector, type SpliceDetector } from '@exifclip/splice';
import { madePhoto } from './made-photo.ts';
import { startServer } from './start-server.ts';
import { until } from './until.ts';
import { waitingDetector } from './waiting-detector.ts';

it('who leaves while the photo is in work stops the work', async () => {
  const detector = waitingDetector();
  const server = await startServer(detector);
  const client = await leavingClient(server.origin);
  await until(() => detector.signals.length === 1);
  assert.equal(detector.signals[0]!.aborted, false);
  await client.leave();
  await until(() => detector.signals[0]!.aborted);
  await until(async () => (await server.taken()) === 0);
  await server.stop();
});

it('who leaves while waiting is forgotten, and the next one has the turn', async () => {
  const detector = waitingDetector();
  const server = await startServer(detector);
  const first = await leavingClient(server.origin);
  await until(() => detector.signals.length === 1);
  const second = await leavingClient(server.origin);
  await until(async () => (await server.taken()) === 2);
  const third = await leavingClient(server.origin);
  await until(async () => (await server.taken()) === 3);
  await second.leave();
  await until(async () => (await server.taken()) === 2);
  assert.equal(detector.signals.length, 1);
  await first.leave();
  await until(() => detector.signals.length === 2);
  await third.leave();
  await until(async () => (await server.taken()) === 0);
  assert.equal(detector.signals.length, 2);
  await server.stop();
});

it('who leaves in the middle of an upload gives the place back', async () => {
  const server = await startServer(waitingDetector());
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  socket.write('POST /localize HTTP/1.1\r\nhost: here\r\ncontent-length: 1000\r\n\r\nsome bytes');
  await until(async () => (await server.taken()) === 1);
  socket.destroy();
  await until(async () => (await server.taken()) === 0);
  await server.stop();
});

it('the detector itself stops, and the next photo is answered as ever', async () => {
  const detector = await createSpliceDetector();
  const outcomes: string[] = [];
  const watched: SpliceDetector = {
    ...detector,
    analyze: async (image, options) => {
      try {
        const report = await detector.analyze(image, options);
        outcomes.push('done');
        return report;
      } catch (error) {
        outcomes.push('stopped');
        throw error;
      }
    },
  };
  const server = await startServer(watched, { maxPatches: 2000 });
  const client = await leavingClient(server.origin);
  await until(async () => (await server.taken()) === 1);
  await client.leave();
  await until(() => outcomes.length === 1);
  const body = await madePhoto(128, 128);
  const response = await fetch(`${server.origin}/localize`, { method: 'POST', body });
  assert.equal(response.status, 200);
  assert.deepEqual(outcomes, ['stopped', 'done']);
  await server.stop();
});

/** A client that sends a photo and hangs up when it is told to. */
async function leavingClient(origin: string): Promise<{ leave(): Promise<void> }> {
  const body = await madePhoto(512, 384);
  const left = new AbortController();
  const answered = fetch(`${origin}/localize`, { method: 'POST', body, signal: left.signal });
  answered.catch(() => {});
  return {
    leave: async () => {
      left.abort();
      await assert.rejects(answered);
    },
  };
}
