import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesInOrder } from './entries-in-order.node.ts';

const files = Array.from({ length: 40 }, (_, i) => `photo ${(i * 17) % 40}.jpg`);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-entries-'));
  await Promise.all(files.map((name) => writeFile(join(folder, name), '')));
  // Before `a.jpg` by its name, after it by its path.
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'a.jpg'), '');
  await symlink('a', join(folder, 'link'));
  await symlink('nowhere', join(folder, 'lost'));
});
afterAll(() => rm(folder, { recursive: true }));

const keysOf = async (limit?: number): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { name, isFolder } of entriesInOrder(folder, limit)) {
    keys.push(isFolder ? `${name}/` : name);
  }
  return keys;
};

test('entries come in the order of their paths, each once, however few are held at a time', async () => {
  const expected = [...files, 'a.jpg', 'a/', 'link/', 'lost'].sort();
  for (const limit of [undefined, 1, 2, 7, 44, 45, 1000]) {
    expect([limit, await keysOf(limit)]).toEqual([limit, expected]);
  }
});

test('a folder that is absent is an error with its code', async () => {
  const entries = entriesInOrder(join(folder, 'absent'));
  await expect(entries.next()).rejects.toMatchObject({ code: 'ENOENT' });
});
