import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

const recipes = fileURLToPath(new URL('../../recipes/', import.meta.url));
const command = fileURLToPath(new URL('../../bin/exifclip.js', import.meta.url));
const run = promisify(execFile);
const PARALLEL = 'parallel';
const hasParallel = spawnSync(PARALLEL, ['--version']).status === 0;
const patient = 600_000;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-recipes-'));
  for (const name of ['photos', 'bin', 'slurm', 'parallel']) await mkdir(join(folder, name));
  const create = { width: 96, height: 80, channels: 3, background: '#777' } as const;
  const jpeg = await sharp({ create }).jpeg().toBuffer();
  for (let i = 0; i < 9; i++) await writeFile(join(folder, `photos/${i}.jpg`), jpeg);
  await writeFile(join(folder, 'photos/broken.jpg'), 'no picture');
  await symlink(command, join(folder, 'bin/exifclip'));
  await chmod(command, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const environment = (out: string, more: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
  PHOTOS: join(folder, 'photos'),
  OUT: join(folder, out),
  ...more,
});

async function inputsOf(out: string, count: number): Promise<string[]> {
  const inputs: string[] = [];
  for (let i = 0; i < count; i++) {
    const file = await asyncBufferFromFile(join(folder, out, `part-${i}.parquet`));
    const rows = await parquetReadObjects({ file, compressors, columns: ['input'] });
    inputs.push(...rows.map((row) => String(row['input']).slice(join(folder, 'photos/').length)));
  }
  return inputs.sort();
}
const all = [...Array.from({ length: 9 }, (_, i) => `${i}.jpg`), 'broken.jpg'];

test('the tasks of the Slurm array are together the table of all', {
  timeout: patient,
}, async () => {
  for (const task of ['0', '1']) {
    const slurm = { SLURM_ARRAY_TASK_ID: task, SLURM_ARRAY_TASK_COUNT: '2' };
    await run('bash', [join(recipes, 'slurm-array.sh')], { env: environment('slurm', slurm) });
  }
  expect(await inputsOf('slurm', 2)).toEqual(all);
});

if (!hasParallel) console.warn('skipped: GNU parallel is not installed');
test.skipIf(!hasParallel)(
  'so are the shards under GNU parallel',
  { timeout: patient },
  async () => {
    const env = environment('parallel', { SHARDS: '2', JOBS: '2' });
    await run('bash', [join(recipes, 'gnu-parallel.sh')], { env });
    expect(await inputsOf('parallel', 2)).toEqual(all);
  },
);
