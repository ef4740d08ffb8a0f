import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.ts';
import { until } from '../../test/until.ts';
import type { BatchPlan } from '../jobs/batch-plan.ts';
import { openDeathLedger } from './death-ledger.ts';
import { enqueueBatches } from './enqueue-batches.ts';
import { openQueue } from './open-queue.ts';
import { redisAddress } from './redis-address.ts';
import { removeQueue } from './remove-queue.ts';
import { countDone, readTally } from './tally.ts';

const plan: BatchPlan = { job: 'exif', options: {}, out: '/out' };

describe.skipIf(!hasRedis())('queues in Redis', () => {
  let folder = '';
  let redis: RedisServer;
  const open = (name: string) => openQueue(name, redisAddress(redis.url), { onNotice: () => {} });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-scale-'));
    redis = await startRedis(folder, { password: 'the-secret' });
  });
  afterAll(async () => {
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  async function* photos(count: number, onGiven: () => void = () => undefined) {
    for (let i = 0; i < count; i++) {
      onGiven();
      yield `/photos/${i}.jpg`;
    }
  }

  test('what is enqueued twice is there once, in jobs and in counts', async () => {
    const queue = await open('twice');
    const first = await enqueueBatches(queue, plan, photos(500), { size: 16 });
    expect(first).toMatchObject({ files: 500, known: 0 });
    expect(await enqueueBatches(queue, plan, photos(500), { size: 16 })).toEqual({
      files: 500,
      added: 0,
      known: first.added,
    });
    expect(await queue.jobs.getWaitingCount()).toBe(first.added);
    expect(await readTally(queue)).toEqual({ enqueued: 500, ok: 0, failed: 0 });
    const more = await enqueueBatches(queue, plan, photos(501), { size: 16 });
    expect(more.added).toBe(1);
    await queue.close();
  });

  test('a queue has one plan, until it is removed', async () => {
    const queue = await open('plan');
    await enqueueBatches(queue, plan, photos(3));
    const other = { ...plan, out: '/elsewhere' };
    await expect(enqueueBatches(queue, other, photos(3))).rejects.toThrow(
      /expected a queue for .*elsewhere.*, but plan is for .*take another name with --queue/,
    );
    await removeQueue(queue);
    expect(await enqueueBatches(queue, other, photos(3))).toMatchObject({ added: 1 });
    await expect(open('no:name')).rejects.toThrow(RangeError);
    await queue.close();
  });

  test('inputs are read no faster than jobs are taken', async () => {
    const queue = await open('pressure');
    let given = 0;
    let waits = false;
    const stop = new AbortController();
    const enqueueing = enqueueBatches(
      queue,
      plan,
      photos(100_000, () => {
        given += 1;
      }),
      {
        ...{ size: 4, maxWaiting: 10, signal: stop.signal },
        onProgress: (_, isWaiting) => {
          waits = isWaiting;
        },
      },
    );
    await until(() => waits);
    // Ten jobs wait and ten are ready, of at most eight inputs each.
    expect(given).toBeLessThanOrEqual(20 * 8);
    const before = given;
    await queue.jobs.drain();
    await until(() => given > before && waits);
    expect(given).toBeLessThanOrEqual(before + 10 * 8);
    stop.abort(new Error('stopped'));
    await expect(enqueueing).rejects.toThrow();
    await queue.close();
  });

  test('a job is counted once, and one that was tried again is not failed any more', async () => {
    const queue = await open('tally');
    await countDone(queue, { id: 'a', ok: 3, failed: 2, again: false });
    await countDone(queue, { id: 'a', ok: 3, failed: 2, again: false });
    expect(await readTally(queue)).toMatchObject({ ok: 3, failed: 2 });
    await countDone(queue, { id: 'b', ok: 1, failed: 0, again: true });
    await countDone(queue, { id: 'c', ok: 0, failed: 1, again: true });
    expect(await readTally(queue)).toMatchObject({ ok: 4, failed: 1 });
    await queue.close();
  });

  test('an input that a worker left unfinished is counted for the next one', async () => {
    const queue = await open('ledger');
    const first = await openDeathLedger(queue, 'job');
    await first.begin(4);
    expect(await first.blame(4, 'it died')).toBe(1);
    await first.begin(5);
    const second = await openDeathLedger(queue, 'job');
    expect([second.count(3), second.count(4), second.count(5)]).toEqual([0, 1, 1]);
    expect(second.reason(4)).toBe('it died');
    expect(second.reason(5)).toContain('the worker ended');
    await second.begin(6);
    await second.rest();
    const third = await openDeathLedger(queue, 'job');
    expect([third.count(5), third.count(6)]).toEqual([1, 0]);
    await third.clear();
    expect((await openDeathLedger(queue, 'job')).count(4)).toBe(0);
    await queue.close();
  });

  test('a Redis that is not there or refuses is named without its password', async () => {
    const options = { patience: 1, onNotice: () => undefined };
    const nowhere = openQueue('a', redisAddress('redis://u:the-secret@127.0.0.1:1/0'), options);
    const said = await nowhere.catch((error: Error) => error.message);
    expect(said).toContain('redis://127.0.0.1:1/0: expected Redis there within 1 s');
    expect(said).not.toContain('the-secret');
    const wrong = redis.url.replace('the-secret', 'a-guess');
    const refused = await openQueue('a', redisAddress(wrong), options).catch(String);
    expect(refused).toContain('WRONGPASS');
    expect(refused).not.toContain('a-guess');
  });
});
