import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { it } from 'node:test';
import { madePhoto } from './made-photo.ts';
import { serverProcess } from './server-process.ts';
import { until } from './until.ts';

it('SIGTERM lets the photos in the house be answered, and nobody else in', async () => {
  const { child, origin, lines, exited } = await serverProcess({ MAX_PATCHES: '300' });
  const url = `${origin}/localize`;
  const body = await madePhoto(512, 384);
  const answers = [1, 2, 3].map(() => fetch(url, { method: 'POST', body }));
  await until(async () => {
    const health = await fetch(`${origin}/health`);
    return ((await health.json()) as { taken: number }).taken === 3;
  });
  child.kill('SIGTERM');
  await until(() => lines.includes('stopping'));
  const late = fetch(url, { method: 'POST', body });
  // refused, or, over a connection that was still open, told that the service ends
  assert.notEqual(
    await late.then(
      ({ status }) => status,
      () => 0,
    ),
    200,
  );
  for (const answer of answers) assert.equal((await answer).status, 200);
  assert.equal(await exited, 0);
  assert.equal(lines.at(-1), 'stopped');
});

it('a connection without a request, or with half of one, does not keep the server', async () => {
  const { child, origin, exited } = await serverProcess({ UPLOAD_SECONDS: '1' });
  const port = Number(new URL(origin).port);
  const [silent, halting] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all([once(silent, 'connect'), once(halting, 'connect')]);
  halting.write('POST /localize HTTP/1.1\r\nhost: here\r\ncontent-length: 1000\r\n\r\nsome bytes');
  await until(async () => {
    const health = await fetch(`${origin}/health`);
    return ((await health.json()) as { taken: number }).taken === 1;
  });
  for (const socket of [silent, halting]) socket.on('error', () => {});
  child.kill('SIGTERM');
  assert.equal(await exited, 0);
});

it('what it prints tells nothing of the photo', async () => {
  const { child, origin, lines, exited } = await serverProcess({ MAX_PATCHES: '50' });
  const photo = await madePhoto(200, 136);
  await fetch(`${origin}/localize?heatmap=png`, { method: 'POST', body: photo });
  await fetch(`${origin}/localize`, { method: 'POST', body: photo.subarray(0, 500) });
  await until(() => lines.length >= 3);
  child.kill('SIGTERM');
  await exited;
  const notes = lines.slice(1, 3).map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    notes.map(({ status }) => status),
    [200, 422],
  );
  for (const note of notes)
    assert.deepEqual(Object.keys(note), ['route', 'status', 'milliseconds']);
});
