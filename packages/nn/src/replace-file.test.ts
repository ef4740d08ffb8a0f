import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceFile } from './replace-file.node.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-replace-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file is replaced whole, and not before it is', async () => {
  const path = join(folder, 'a.txt');
  await writeFile(path, 'old');
  await replaceFile(path, async (temporary) => {
    await writeFile(temporary, 'new');
    expect(await readFile(path, 'utf8')).toBe('old');
  });
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a.txt']);
});

test('a writer that fails leaves what was there, and nothing beside it', async () => {
  const path = join(folder, 'a.txt');
  const failing = replaceFile(path, async (temporary) => {
    await writeFile(temporary, 'half');
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a.txt']);
});

test('several that write one place at a time do not meet', async () => {
  const path = join(folder, 'b.txt');
  const texts = Array.from({ length: 8 }, (_, i) => `writer ${i}`);
  await Promise.all(
    texts.map((text) => replaceFile(path, (temporary) => writeFile(temporary, text))),
  );
  expect(texts).toContain(await readFile(path, 'utf8'));
  expect((await readdir(folder)).sort()).toEqual(['a.txt', 'b.txt']);
});
