import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRowMaker, type TableRow } from 'exifclip/batch';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startHttp } from '../../test/http-server.ts';
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.ts';
import { type Running, rowMaker, runCommand, startCommand } from '../../test/run-command.ts';
import { startS3 } from '../../test/s3-server.ts';
import { until } from '../../test/until.ts';

describe.skipIf(!hasRedis())('the commands of a queue', () => {
  let folder = '';
  let redis: RedisServer;
  const workers: Running[] = [];
  const at = (...names: string[]): string => join(folder, ...names);
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    runCommand(args, { cwd: folder, redis: redis.url, env });
  const start = (args: readonly string[], env: Record<string, string> = {}): Running => {
    const worker = startCommand(args, { cwd: folder, redis: redis.url, env });
    workers.push(worker);
    return worker;
  };
  const rowsOf = async (table: string): Promise<TableRow[]> =>
    (await readFile(at(table), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TableRow);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-scale-'));
    await mkdir(at('redis'));
    redis = await startRedis(at('redis'), { password: 'the-secret' });
  });
  afterEach(() => {
    for (const { process } of workers.splice(0)) process.kill('SIGKILL');
  });
  afterAll(async () => {
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  test('photos on a queue have the rows that the command itself makes, broken ones too', async () => {
    await mkdir(at('photos'));
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const create = { width: 200, height: 160, channels: 3, noise, background: 'grey' } as const;
    const photo = await sharp({ create }).jpeg().toBuffer();
    await writeFile(at('photos/a.jpg'), photo);
    await writeFile(at('photos/broken.jpg'), photo.subarray(0, photo.length / 2));
    await writeFile(at('photos/text.jpg'), 'no image');
    await writeFile(at('photos/read.me'), 'left out');
    const queue = ['--queue', 'real'];
    const put = ['enqueue', 'embed', 'photos', '--out', 'real', '--max-patches', '9', ...queue];
    expect((await run(put)).stdout).toBe(
      `real: 3 files, new jobs: 1, known ones: 0, left out: 1 → ${at('real')}\n`,
    );
    const work = await run(['work', '--until-empty', '--jobs', '1', ...queue]);
    expect(work).toMatchObject({ code: 0, stdout: '' });
    expect(work.stderr).not.toContain('the-secret');
    expect((await run(['collect', '--table', 'real.jsonl', ...queue])).code).toBe(1);

    const maker = await openRowMaker('embed', { maxPatches: 9, onFallback: () => undefined });
    const expected: unknown[] = [];
    for (const name of ['a.jpg', 'broken.jpg', 'text.jpg']) {
      const path = at('photos', name);
      const row = await maker.make({ path, bytes: () => readFile(path) });
      const { embeddings } = row as unknown as { embeddings: Float32Array | null };
      expected.push({ ...row, embeddings: embeddings && Array.from(embeddings) });
    }
    await maker.dispose();
    const rows = await rowsOf('real.jsonl');
    expect(rows.map(({ status }) => status)).toEqual(['ok', 'failed', 'failed']);
    expect(rows.map(floatsRounded)).toEqual(expected.map(floatsRounded));
  });

  test('a worker that is told to stop finishes its file and gives the rest to others', async () => {
    await mkdir(at('slow'));
    const names = Array.from({ length: 12 }, (_, i) => at('slow', `slow-${10 + i}.jpg`));
    for (const name of names) await writeFile(name, '400 ms of work');
    const flags = ['--queue', 'stop'];
    await run(['enqueue', 'exif', 'slow', '--out', 'stop', '--batch-size', '100', ...flags]);
    const log = { SCALE_TEST_LOG: at('stop.log') };
    const made = async () => (await readFile(at('stop.log'), 'utf8').catch(() => '')).split('\n');
    const work = ['work', '--jobs', '1', '--row-maker', rowMaker, ...flags];
    const first = start(work, log);
    await until(async () => (await made()).length > 3);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const before = (await made()).length - 1;
    expect(before).toBeLessThan(names.length);
    expect((await readdir(at('stop'))).join()).toMatch(/^[0-9a-f]{32}\.part\.jsonl\.gz$/);
    expect((await run(['collect', '--table', 'stop.jsonl', ...flags])).stderr).toContain(
      'expected results, got none yet',
    );

    expect((await run([...work, '--until-empty'], log)).code).toBe(0);
    const inputs = (await made()).filter(Boolean).map((line) => line.split(' ')[1]);
    expect(inputs).toEqual(names);
    expect((await readdir(at('stop'))).join()).toMatch(/^[0-9a-f]{32}\.jsonl\.gz$/);
    expect(await run(['collect', '--table', 'stop.jsonl', ...flags])).toMatchObject({ code: 0 });
    expect((await rowsOf('stop.jsonl')).map(({ input }) => input)).toEqual(names);
  });

  test('inputs come from S3 and the web, results go to S3, each failure says why', async () => {
    const s3 = await startS3();
    const web = await startHttp((request, response) => {
      if (request.url === '/good.jpg') response.end('from the web');
      else if (request.url === '/moved.jpg')
        response.writeHead(302, { location: '/good.jpg' }).end();
      else if (request.url === '/large.jpg') response.end(Buffer.alloc(2 ** 20 + 1));
      else response.writeHead(404).end();
    });
    for (let i = 0; i < 5; i++) s3.objects.set(`photos/a b/${i}.jpg`, Buffer.from(`object ${i}`));
    s3.objects.set('photos/a b/notes.txt', Buffer.from('left out'));
    const pages = ['good', 'moved', 'large', 'missing'].map((name) => `${web.url}/${name}.jpg`);
    await writeFile(at('list.txt'), [`s3://photos/a b/`, ...pages].join('\n'));
    const env = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    const flags = ['--queue', 'cloud', '--s3-endpoint', s3.url];
    const put = ['enqueue', 'exif', '@list.txt', '--out', 's3://results/cloud', ...flags];
    // Batches end by names, and these have a port drawn anew: of 9, one of about 100 has no end.
    const oneJob = ['--batch-size', '100'];
    expect((await run([...put, ...oneJob], env)).stdout).toBe(
      'cloud: 9 files, new jobs: 1, known ones: 0, left out: 1 → s3://results/cloud\n',
    );
    const maker = ['--row-maker', rowMaker, '--max-megabytes', '1', '--jobs', '1'];
    expect(await run(['work', '--until-empty', ...maker, ...flags], env)).toMatchObject({
      code: 0,
    });
    expect([...s3.objects.keys()].filter((name) => name.startsWith('results/'))).toEqual([
      expect.stringMatching(/^results\/cloud\/[0-9a-f]{32}\.jsonl\.gz$/),
    ]);
    const { code, stderr } = await run(['collect', '--table', 'cloud.jsonl', ...flags], env);
    expect([code, stderr.match(/^error: /gm)]).toEqual([1, ['error: ', 'error: ']]);
    const rows = await rowsOf('cloud.jsonl');
    expect(rows.map(({ input, size, error }) => [input, size ?? error])).toEqual([
      ...Array.from({ length: 5 }, (_, i) => [`s3://photos/a b/${i}.jpg`, 8]),
      [pages[0], 12],
      [pages[1], 12],
      [pages[2], `${pages[2]}: expected at most 1048576 bytes, got more`],
      [pages[3], `${pages[3]}: expected a file, the server said 404`],
    ]);
    await web.close();
    await s3.close();
  });

  test('what was given up is listed, and tried again when asked', async () => {
    await mkdir(at('some'));
    await writeFile(at('some/a.jpg'), 'a');
    await writeFile(at('some/b-poison.jpg'), 'b');
    const flags = ['--queue', 'again'];
    const work = ['work', '--until-empty', '--jobs', '1', '--row-maker', rowMaker, ...flags];
    const collect = ['collect', '--table', 'again.jsonl', ...flags];
    await run(['enqueue', 'exif', 'some', '--out', 'again', ...flags]);
    await run([...work, '--deaths', '2']);
    expect((await run(collect)).stderr).toContain('set aside after 2 tries');
    const before = await run(['queue', ...flags]);
    expect(before.stdout).toMatch(/^again: 2 of 2 files done, 1 failed;.*\n.*\nset aside: /);

    // What a newer version of a program might do: the same input does no harm any more.
    const harmless = at('harmless.mjs');
    const source = await readFile(rowMaker, 'utf8');
    await writeFile(harmless, source.replace('process.abort()', 'undefined'));
    const retry = await run(['queue', '--retry', ...flags]);
    expect(retry.stdout).toContain('0 jobs and 1 files are tried again');
    await run([...work, '--row-maker', harmless]);
    expect((await run(['queue', '--json', ...flags])).stdout).toContain(
      '"files":{"enqueued":2,"ok":2,"failed":0}',
    );
    expect(await run(collect)).toMatchObject({ code: 0, stderr: '' });
    const rows = await rowsOf('again.jsonl');
    expect(rows.map(({ input, status }) => [input, status])).toEqual([
      [at('some/a.jpg'), 'ok'],
      [at('some/b-poison.jpg'), 'ok'],
    ]);
    expect((await run(['queue', '--remove', ...flags])).stdout).toContain('again: forgotten');
    expect(await run(['queue', ...flags])).toMatchObject({ code: 2 });
  });

  test('the command shows them among its own', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of ['enqueue', 'work', 'collect', 'queue']) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  test('wrong usage is told in a line, with exit code 2', async () => {
    const usages = [
      [['enqueue', 'paint', 'a.jpg', '--out', 'x'], 'expected one of localize, embed, exif'],
      [['enqueue', 'exif', 'a.jpg', '--out', 's3://'], 'expected s3://bucket/key'],
      [['enqueue', 'exif', 'a.jpg'], "required option '-o, --out <place>' not specified"],
      [['work', '--jobs', '0'], 'expected --jobs to be a whole number of at least 1, got 0'],
      [['queue', '--queue', 'none'], 'expected a queue none, got none'],
    ] as const;
    for (const [args, message] of usages) {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
  });
});

/** Tables hold nine digits of a float. */
function floatsRounded(row: unknown): unknown {
  const { embeddings, ...rest } = row as { embeddings: number[] | null };
  return { ...rest, embeddings: embeddings?.map((value) => Math.fround(value)) ?? null };
}
