import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFileAtomic } from './write-file-atomic.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('`writeFileAtomic` makes folders, replaces files, and leaves nothing else behind', async () => {
  const path = join(folder, 'deep/er/file.txt');
  await writeFileAtomic(path, 'first');
  await writeFileAtomic(path, 'second');
  expect(await readFile(path, 'utf8')).toBe('second');
  expect(await readdir(join(folder, 'deep/er'))).toEqual(['file.txt']);
});

test('`writeFileAtomic` leaves no temporary file where the place is taken by a folder', async () => {
  await expect(writeFileAtomic(join(folder, 'deep'), 'x')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['deep']);
});
