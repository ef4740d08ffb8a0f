import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { packTar } from 'modern-tar';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killUntilDone } from '../../test/kill-until-done.ts';
import { runExifclip } from '../../test/run-exifclip.ts';

const count = 80;
let folder = '';
const at = (...names: string[]): string => join(folder, ...names);
const run = (...args: string[]) => runExifclip(args, { cwd: folder });
const readLines = async (name: string): Promise<Record<string, unknown>[]> =>
  (await readFile(at(name), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-tables-'));
  await mkdir(at('photos/deep'), { recursive: true });
  const jpegs = await Promise.all([1, 2, 3, 4].map(photoOf));
  for (let i = 0; i < count; i++) {
    const name = at('photos', i % 2 === 0 ? `${i}.jpg` : `deep/${i} 写真.jpg`);
    await writeFile(name, i % 20 === 9 ? `no picture ${i}` : jpegs[i % 4]!);
  }
  const members = [1, 2].map((i) => ({
    header: { name: `in/${i}.jpg`, size: jpegs[i]!.length },
    body: new Uint8Array(jpegs[i]!),
  }));
  await writeFile(at('photos/some.tar'), await packTar(members));
});
afterAll(() => rm(folder, { recursive: true }));

function photoOf(seed: number): Promise<Buffer> {
  const pixels = Uint8Array.from({ length: 96 * 80 * 3 }, (_, i) => {
    return 128 + 60 * Math.sin(i / (50 + seed)) + (Math.imul(i + seed, 2_654_435_761) >>> 28);
  });
  const raw = { width: 96, height: 80, channels: 3 } as const;
  return sharp(pixels, { raw })
    .jpeg()
    .withExif({ IFD0: { Make: `Maker ${seed}` } })
    .toBuffer();
}

// Each run is a process that loads Node and the model: on a busy machine that takes a while.
const patient = 600_000;

test('ten kills at random moments leave a table that equals that of one run, row for row', {
  timeout: patient,
}, async () => {
  const args = ['localize', 'photos'];
  const whole = await run(...args, '--table', 'whole.jsonl', '--workers', '2');
  expect(whole.code).toBe(1);
  expect(whole.stdout).toBe('whole.jsonl: 82 rows, 4 failed (whole.jsonl.index.jsonl)\n');
  const { killed, code } = await killUntilDone(
    [...args, '--table', 'killed.parquet', '--workers', '1'],
    { cwd: folder, grows: at('killed.parquet.journal.jsonl'), kills: 10 },
  );
  expect([killed, code]).toEqual([10, 1]);
  const expected = await readLines('whole.jsonl');
  const file = await asyncBufferFromFile(at('killed.parquet'));
  expect(await parquetReadObjects({ file, compressors })).toEqual(
    // hyparquet gives a list that is null as undefined.
    expected.map((row) => ({ ...row, warnings: row['warnings'] ?? undefined })),
  );
  const inputs = expected.map(({ input }) => input);
  expect(new Set(inputs).size).toBe(count + 2);
  expect(inputs).toContain('photos/some.tar!/in/2.jpg');
  expect(await readFile(at('killed.parquet.index.jsonl'), 'utf8')).toBe(
    await readFile(at('whole.jsonl.index.jsonl'), 'utf8'),
  );
  expect(await readdir(folder)).not.toContain('exifclip-out');
});

test('a second run makes no row again, new inputs are added, and other settings are refused', async () => {
  const args = ['exif', '--table', 'exif.parquet'];
  expect((await run(...args, 'photos/deep')).stdout).toContain('40 rows, 4 failed');
  const before = await readFile(at('exif.parquet'));
  const again = await run(...args, 'photos/deep');
  expect(again.stderr).toContain('40 done before');
  expect(await readFile(at('exif.parquet'))).toEqual(before);
  expect((await run(...args, 'photos/0.jpg', 'photos/2.jpg')).stdout).toContain('42 rows');
  const other = await run(...args, 'photos', '--style', 'plain');
  expect(other.code).toBe(1);
  expect(other.stderr).toContain('style was "tags" and is "plain"');
});

test('a failed input is tried again when asked for', async () => {
  await writeFile(at('late.jpg'), 'not yet');
  const args = ['exif', 'late.jpg', '--table', 'late.jsonl'];
  expect((await run(...args)).code).toBe(1);
  await writeFile(at('late.jpg'), await photoOf(5));
  expect((await run(...args)).code).toBe(1);
  const retried = await run(...args, '--retry-failed');
  expect([retried.code, (await readLines('late.jsonl')).length]).toEqual([0, 1]);
  expect(await readLines('late.jsonl')).toMatchObject([
    { status: 'ok', tags: { Make: 'Maker 5' } },
  ]);
});

test('the shards of a Slurm array are together the table of all, each input once', async () => {
  const inputs: unknown[] = [];
  for (const task of ['0', '1', '2']) {
    const table = `shard-${task}.jsonl`;
    const { stdout } = await run('exif', 'photos', '--table', table, '--shard', `${task}/3`);
    expect(stdout).toContain(table);
    inputs.push(...(await readLines(table)).map(({ input }) => input));
  }
  expect(inputs).toHaveLength(count + 2);
  expect(new Set(inputs).size).toBe(count + 2);
});

test('reports are written beside a table when asked for, where their inputs lie', async () => {
  const args = ['localize', 'photos/2.jpg', 'photos/some.tar', '--workers', '1'];
  await run(...args, '--table', 'reports.jsonl', '--format', 'json', '--out', 'out');
  expect((await readdir(at('out'), { recursive: true })).sort()).toEqual([
    ...['photos', 'photos/2.jpg.report.json', 'photos/some.tar', 'photos/some.tar/in'],
    ...['photos/some.tar/in/1.jpg.report.json', 'photos/some.tar/in/2.jpg.report.json'],
  ]);
});

test('folders and archives are taken without a table as well, and embeddings go into one', async () => {
  const plain = await run('embed', 'photos/some.tar', '--out', 'npy', '--max-patches', '4');
  expect(plain.code).toBe(0);
  expect((await readdir(at('npy'))).sort()).toEqual(['1.json', '1.npy', '2.json', '2.npy']);
  const args = ['photos/some.tar', '--max-patches', '4', '--table', 'embed.jsonl'];
  expect((await run('embed', ...args, '--workers', '1')).code).toBe(0);
  const [row] = await readLines('embed.jsonl');
  const { rowOffsets, colOffsets, dim, embeddings } = row as Record<string, number[]>;
  expect(embeddings).toHaveLength(rowOffsets!.length * colOffsets!.length * Number(dim));
});

test('flags of tables without one, and no inputs at all, are wrong usage', async () => {
  for (const args of [
    ['exif', '--table', 'x.jsonl'],
    ['exif', 'photos', '--retry-failed'],
    ['exif', 'photos', '--table', 'x.csv'],
    ['exif', 'photos', '--table', 'x.jsonl', '--shard', '3/3'],
  ]) {
    expect([args, (await run(...args)).code]).toEqual([args, 2]);
  }
});
