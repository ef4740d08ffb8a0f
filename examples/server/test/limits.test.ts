import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { decodeImage } from '@exifclip/image';
import { createSpliceDetector, type SpliceDetector } from '@exifclip/splice';
import type { ReportAnswer } from '../src/report-answer.ts';
import { announcedPng } from './announced-png.ts';
import { madePhoto } from './made-photo.ts';
import { type StartedServer, startServer } from './start-server.ts';
import { until } from './until.ts';
import { waitingDetector } from './waiting-detector.ts';

// Few, so that a busy machine is done soon.
const maxPatches = 60;

describe('a server with a limit of 300 kB and 100,000 pixels', () => {
  let detector: SpliceDetector;
  let server: StartedServer;
  before(async () => {
    detector = await createSpliceDetector();
    server = await startServer(detector, { maxBytes: 300_000, maxPixels: 100_000, maxPatches });
  });
  after(() => server.stop());

  it('answers a photo with what the detector says of it', async () => {
    const photo = await madePhoto(320, 240);
    const report = await detector.analyze(photo, { maxPatches });
    const response = await post(photo);
    assert.equal(response.status, 200);
    const answer = (await response.json()) as ReportAnswer;
    assert.ok(Math.abs(answer.score - report.score) < 1e-6);
    assert.deepEqual([answer.width, answer.height, answer.heatmap], [320, 240, undefined]);
  });

  it('draws the heatmap when asked for it', async () => {
    const response = await post(await madePhoto(320, 240, 'jpeg'), '?heatmap=png');
    const { heatmap = '' } = (await response.json()) as ReportAnswer;
    assert.match(heatmap, /^data:image\/png;base64,/);
    const picture = await decodeImage(Buffer.from(heatmap.split(',')[1]!, 'base64'));
    assert.deepEqual([picture.width, picture.height], [320, 240]);
  });

  it('refuses what is no image, and says why', async () => {
    await refuses(new Uint8Array(), 400, /expected an image file as the body, got 0 bytes/);
    await refuses(Buffer.from('not an image'), 415, /expected a JPEG, PNG/);
    await refuses(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, /expected a JPEG/);
    const form = new FormData();
    form.append('photo', new Blob([await madePhoto(64, 64)]));
    await refuses(form, 415, /expected the file itself as the body, got a form/);
  });

  it('refuses a photo that is damaged, or smaller than a patch', async () => {
    const photo = await madePhoto(320, 240, 'jpeg');
    await refuses(photo.subarray(0, photo.length / 2), 422, /cannot decode/);
    await refuses(await madePhoto(32, 32), 422, /expected an image of at least one patch/);
  });

  it('refuses too many pixels by the header alone', async () => {
    await refuses(announcedPng(30_000), 413, /at most 100000 pixels, got 30000x30000/);
  });

  it('refuses too many bytes, announced or not', async () => {
    const large = new Uint8Array(2_000_000);
    await refuses(large, 413, /too large/);
    await refuses(new Blob([large]).stream(), 413, /too large/);
  });

  it('has nobody in the house after all that, and noted no fault', async () => {
    assert.equal(await server.taken(), 0);
    assert.deepEqual([...new Set(server.notes.map(({ fault }) => fault))], [undefined]);
  });

  async function refuses(body: BodyInit, status: number, message: RegExp): Promise<void> {
    const response = await post(body);
    const answer = (await response.json()) as { message: string };
    assert.match(answer.message, message);
    assert.equal(response.status, status);
  }

  function post(body: BodyInit, query = ''): Promise<Response> {
    const init = { method: 'POST', body, duplex: 'half' };
    return fetch(`${server.origin}/localize${query}`, init);
  }
});

describe('a server whose detector is busy', () => {
  it('sends away who finds no place, and says when to come back', async () => {
    const detector = waitingDetector();
    const server = await startServer(detector, { places: 1, retrySeconds: 7 });
    const photo = await madePhoto(64, 64);
    const first = new AbortController();
    const url = `${server.origin}/localize`;
    const answered = fetch(url, { method: 'POST', body: photo, signal: first.signal });
    await until(() => detector.signals.length === 1);
    const second = await fetch(url, { method: 'POST', body: photo });
    assert.equal(second.status, 503);
    assert.equal(second.headers.get('retry-after'), '7');
    first.abort();
    await assert.rejects(answered);
    await server.stop();
  });

  it('gives a photo up that takes too long', async () => {
    const detector = waitingDetector();
    const server = await startServer(detector, { answerSeconds: 1 });
    const body = await madePhoto(64, 64);
    const response = await fetch(`${server.origin}/localize`, { method: 'POST', body });
    assert.equal(response.status, 503);
    await until(() => detector.signals[0]!.aborted);
    await until(async () => (await server.taken()) === 0);
    await server.stop();
  });

  it('gives an upload up that does not arrive', async () => {
    const server = await startServer(waitingDetector(), { uploadSeconds: 1 });
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    socket.write('POST /localize HTTP/1.1\r\nhost: here\r\ncontent-length: 1000\r\n\r\nsome bytes');
    await until(async () => (await server.taken()) === 1);
    const closed = new Promise((resolve) => socket.resume().once('close', resolve));
    await closed;
    await until(async () => (await server.taken()) === 0);
    await server.stop();
  });
});
