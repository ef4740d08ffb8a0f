import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.ts';
import { type Running, rowMaker, runCommand, startCommand } from '../../test/run-command.ts';
import { until } from '../../test/until.ts';

interface Row {
  input: string;
  sha256: string | null;
  status: string;
  error: string | null;
}

describe.skipIf(!hasRedis())('workers, Redis and files that crash', () => {
  let folder = '';
  let redis: RedisServer;
  const good = new Map<string, string>();
  const bad = new Map<string, RegExp>();
  const workers: Running[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exifclip-scale-'));
    await mkdir(join(folder, 'photos'));
    await mkdir(join(folder, 'redis'));
    const write = async (name: string, text: string): Promise<string> => {
      const path = join(folder, 'photos', name);
      await writeFile(path, text);
      return path;
    };
    for (let i = 0; i < 120; i++) {
      const text = `100 ms of work, file ${i}`;
      const path = await write(`slow-${`${i}`.padStart(3, '0')}.jpg`, text);
      good.set(path, createHash('sha256').update(text).digest('hex'));
    }
    bad.set(await write('slow-030-poison.jpg', 'x'), /after 3 tries: its process ended by SIGABRT/);
    bad.set(await write('slow-070-poison.jpg', 'x'), /after 3 tries: its process ended by SIGABRT/);
    bad.set(await write('slow-090-empty.jpg', ''), /the file is empty/);
    redis = await startRedis(join(folder, 'redis'));
  });
  afterAll(async () => {
    for (const { process } of workers) process.kill('SIGKILL');
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  test('two of four workers killed, Redis crashed once, poisoned files: every input is in the table once', async () => {
    const options = { cwd: folder, redis: redis.url };
    const enqueue = ['enqueue', 'exif', 'photos', '--out', 'results', '--batch-size', '6'];
    expect(await runCommand(enqueue, options)).toMatchObject({ code: 0, stderr: '' });

    const flags = ['--jobs', '1', '--lock', '8', '--row-maker', rowMaker];
    const startWorker = (): Running => {
      const worker = startCommand(['work', '--until-empty', ...flags], options);
      workers.push(worker);
      return worker;
    };
    const [first, second, third, fourth] = [
      ...[startWorker(), startWorker()],
      ...[startWorker(), startWorker()],
    ] as const;
    // Each is at its second job by then, or beyond.
    const isBusy = ({ output }: Running): boolean => output.stderr.includes('files done');
    await until(() => isBusy(first) && isBusy(second));
    first.process.kill('SIGKILL');
    second.process.kill('SIGKILL');
    await redis.crash(1000);
    expect([await third.ended, await fourth.ended]).toEqual([0, 0]);
    const said = third.output.stderr + fourth.output.stderr;
    expect(said).toContain('connected again');
    expect(said).toContain('its worker is gone');

    const { code, stdout } = await runCommand(['collect', '--table', 'table.jsonl'], options);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'photos: 123 rows, 3 failed → table.jsonl\n',
    });
    const lines = (await readFile(join(folder, 'table.jsonl'), 'utf8')).trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Row);
    const inputs = rows.map(({ input }) => input);
    // In the order in which they were enqueued, which is that of their names.
    expect(inputs).toEqual([...good.keys(), ...bad.keys()].sort());
    for (const { input, sha256, status, error } of rows) {
      if (good.has(input)) {
        expect([sha256, status, error]).toEqual([good.get(input), 'ok', null]);
      } else {
        expect([sha256, status]).toEqual([null, 'failed']);
        expect(error).toMatch(bad.get(input)!);
      }
    }

    const { stdout: state } = await runCommand(['queue'], options);
    expect(state).toContain('photos: 123 of 123 files done, 3 failed');
    expect(state.match(/^set aside: /gm)).toHaveLength(2);
    expect(await runCommand(enqueue, options)).toMatchObject({
      stdout: expect.stringMatching(/123 files, new jobs: 0, known ones: \d+,/),
    });
  }, 240_000);

  test('a process that hangs over a file ends when its worker is killed', async () => {
    await mkdir(join(folder, 'hanging'));
    await writeFile(join(folder, 'hanging', 'endless.jpg'), 'x');
    const log = join(folder, 'hanging.log');
    const options = { cwd: folder, redis: redis.url, env: { SCALE_TEST_LOG: log } };
    const flags = ['--queue', 'hanging'];
    await runCommand(['enqueue', 'exif', 'hanging', '--out', 'none', ...flags], options);
    const worker = startCommand(['work', '--row-maker', rowMaker, ...flags], options);
    workers.push(worker);
    let pid = 0;
    await until(async () => {
      pid = Number.parseInt(await readFile(log, 'utf8').catch(() => '0'), 10);
      return pid > 0;
    });
    expect(isRunning(pid)).toBe(true);
    worker.process.kill('SIGKILL');
    await until(() => !isRunning(pid));
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
