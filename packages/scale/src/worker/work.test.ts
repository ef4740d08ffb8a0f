import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.ts';
import { rowMaker } from '../../test/run-command.ts';
import { collectTable } from '../collect/collect-table.ts';
import type { BatchPlan } from '../jobs/batch-plan.ts';
import { enqueueBatches } from '../queue/enqueue-batches.ts';
import { openQueue, type ScaleQueue } from '../queue/open-queue.ts';
import { redisAddress } from '../queue/redis-address.ts';
import { removeQueue } from '../queue/remove-queue.ts';
import { retryDead } from '../queue/retry-dead.ts';
import { openResultStore } from '../results/open-result-store.ts';
import { decodeResult, encodeResult, resultName } from '../results/result-file.ts';
import { openS3Store } from '../sources/s3-store.ts';
import { queueStatus } from '../status/queue-status.ts';
import { work } from './work.ts';

describe.skipIf(!hasRedis())('a worker', () => {
  let folder = '';
  let redis: RedisServer;
  let photos: string[] = [];
  const notices: string[] = [];
  const open = (name: string) => openQueue(name, redisAddress(redis.url), { onNotice: () => {} });
  const workThrough = (queue: ScaleQueue) =>
    work(queue, {
      rowMaker: pathToFileURL(rowMaker).href,
      untilEmpty: true,
      signal: new AbortController().signal,
      onNotice: (text) => void notices.push(text),
    });
  async function* inputs() {
    yield* photos;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-scale-'));
    await mkdir(join(folder, 'redis'));
    photos = ['a', 'b', 'c'].map((name) => join(folder, `${name}.jpg`));
    for (const path of photos) await writeFile(path, path);
    redis = await startRedis(join(folder, 'redis'));
  });
  afterAll(async () => {
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  test('a job that fails as a whole is tried, given up, listed, and done when asked again', async () => {
    const queue = await open('dead');
    const model = join(folder, 'model');
    const plan: BatchPlan = { job: 'exif', options: { model }, out: join(folder, 'dead') };
    const table = join(folder, 'dead.jsonl');
    await enqueueBatches(queue, plan, inputs(), { size: 1 });
    // Two tries, at once: eight with growing pauses would take minutes.
    for (const job of await queue.jobs.getJobs(['waiting'])) {
      await job.remove();
      const opts = { attempts: 2, backoff: 1, jobId: job.id! };
      await queue.jobs.add(job.name, job.data, opts);
    }
    await queue.jobs.add('other', { of: 'another program' } as never);
    await workThrough(queue);
    expect(notices.filter((text) => text.includes('there is no such model'))).toHaveLength(6);
    const { jobs, files, deadJobs } = await queueStatus(queue);
    expect([jobs.dead, files]).toEqual([4, { enqueued: 3, ok: 0, failed: 0 }]);
    expect(deadJobs.map(({ files: count, error }) => `${count} ${error}`).sort()).toEqual([
      '0 expected a job with a list of inputs, got another one',
      ...Array.from({ length: 3 }, () => '1 there is no such model'),
    ]);
    await expect(collectTable(queue, table)).rejects.toThrow('expected results, got none yet');

    // One of them is tried again while the others stay dead.
    await writeFile(model, '');
    const dead = await queue.jobs.getJobs(['failed']);
    await dead.find(({ name }) => name === 'exif')!.retry();
    await workThrough(queue);
    const partly = await collectTable(queue, table);
    expect([partly.rows, partly.failed.length, partly.unfinished]).toEqual([3, 2, 0]);
    expect(partly.failed[0]?.error).toContain('given up after 2 tries: there is no such model');

    const store = openResultStore(plan.out, openS3Store());
    expect(await retryDead(queue, store)).toEqual({ jobs: 2, files: 0 });
    await workThrough(queue);
    expect(await collectTable(queue, table)).toMatchObject({ rows: 3, failed: [], lost: 0 });
    await queue.close();
  });

  test('results that are there are not made again, whatever Redis knows', async () => {
    const queue = await open('known');
    const out = join(folder, 'known');
    const plan: BatchPlan = { job: 'exif', options: {}, out };
    const table = join(folder, 'known.jsonl');
    await enqueueBatches(queue, plan, inputs(), { size: 1 });
    await workThrough(queue);
    await removeQueue(queue);
    for (const path of photos) await rm(path);
    await enqueueBatches(queue, plan, inputs(), { size: 1 });
    await workThrough(queue);
    expect((await queueStatus(queue)).files).toEqual({ enqueued: 3, ok: 3, failed: 0 });
    expect(await collectTable(queue, table)).toMatchObject({ rows: 3, failed: [] });

    // Results that were taken away are missed.
    await rm(out, { recursive: true });
    await rm(table);
    await rm(`${table}.index.jsonl`);
    await expect(collectTable(queue, table)).rejects.toThrow('expected results, got none yet');
    await queue.close();
  });

  test('a result of other settings is refused by its name', async () => {
    const queue = await open('mixed');
    const out = join(folder, 'mixed');
    const plan: BatchPlan = { job: 'exif', options: {}, out };
    for (const path of photos) await writeFile(path, path);
    await enqueueBatches(queue, plan, inputs(), { size: 1 });
    await workThrough(queue);
    const store = openResultStore(out, openS3Store());
    const name = resultName((await queue.redis.zrange(queue.keys.known, 1, '1'))[0]!);
    const result = await decodeResult((await store.read(name))!, name);
    const settings = { ...result.settings, model: 'another' };
    await store.write(name, await encodeResult({ ...result, settings }));
    const collecting = collectTable(queue, join(folder, 'mixed.jsonl'));
    await expect(collecting).rejects.toThrow(`${name}: expected rows made with`);
    expect(await readFile(join(folder, 'mixed.jsonl'), 'utf8')).toContain(photos[0]);
    await queue.close();
  });
});
