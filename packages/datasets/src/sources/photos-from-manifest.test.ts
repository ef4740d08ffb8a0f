import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { testJpeg } from '../../test/test-jpeg.ts';
import { ManifestError } from '../manifest/manifest-error.ts';
import type { PhotoRecord } from './photo-record.ts';
import type { PhotoSource } from './photo-source.ts';
import { photosFromManifest } from './photos-from-manifest.node.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-manifest-'));
  await writeFile(join(folder, 'a.jpg'), await testJpeg('a'));
  await writeFile(join(folder, 'b.jpg'), await testJpeg('b', { tags: {} }));
});
afterAll(() => rm(folder, { recursive: true }));

async function source(lines: readonly unknown[]): Promise<PhotoSource> {
  const path = join(folder, 'list.jsonl');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(path, text.join('\r\n'));
  return photosFromManifest(path);
}

async function all(photos: PhotoSource): Promise<PhotoRecord[]> {
  const records: PhotoRecord[] = [];
  for await (const record of photos) records.push(record);
  return records;
}

test('a list of files gives their photos, with tags from the list or from the file', async () => {
  const photos = await source([
    { file: 'a.jpg' },
    '',
    { file: 'b.jpg', id: 'second', group: 'g', split: 'val', tags: { Make: 'Leica', FNumber: 2 } },
    { file: 'b.jpg', id: 'third', tags: [{ name: 'Make', value: 'Leica\u2028M' }] },
    { file: 'missing.jpg' },
    { file: 'b.jpg', id: 'fifth' },
  ]);
  const [first, second, third, ...rest] = await all(photos);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    id: 'a.jpg',
    group: '.',
    tags: [{ value: 'Canon' }, { value: 'EOS a' }],
  });
  expect(second).toMatchObject({ id: 'second', group: 'g', split: 'val', position: 2 });
  expect(second!.tags).toEqual([
    { name: 'Make', value: 'Leica' },
    { name: 'FNumber', value: '2' },
  ]);
  expect(third!.tags).toEqual([{ name: 'Make', value: 'Leica\u2028M' }]);
  expect(await first!.bytes()).toEqual(Buffer.from(await testJpeg('a')));
  expect(photos.summary().skipped).toEqual({ 'image not found': 1, 'without usable EXIF': 1 });
});

test.each([
  ['{"file": ', /line 2: expected JSON/],
  ['[]', /line 2: expected a JSON object/],
  [{ file: 7 }, /line 2: expected "file" to be a non-empty string, got 7/],
  [{ file: 'b.jpg', tags: { Make: {} } }, /line 2: expected "tags" to hold names and their values/],
  [{ file: 'b.jpg', tags: [null] }, /line 2: expected "tags"/],
  [{ file: 'b.jpg', id: 7 }, /line 2: expected "id" and "group" to be strings/],
  [{ crops: 'x', id: 'x' }, /line 2: expected/],
])('a bad line is refused with its number: %o', async (line, message) => {
  const photos = await source([{ file: 'a.jpg' }, line]);
  const failure = await all(photos).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ManifestError);
  expect(String(failure)).toMatch(message);
});

const data = sharedData();
test.skipIf(!data)(
  'of the shared photos come lossless cuts with their places, splits and sources',
  async () => {
    const photos = photosFromManifest(`${data}/photos/photos.jsonl`, {
      shard: { index: 1, count: 100 },
    });
    const records = await all(photos);
    expect(records).toHaveLength(11);
    for (const { cuts, split, size, tags, group } of records) {
      expect(cuts).toHaveLength(2);
      expect(cuts!.every(({ x, y }) => x % 8 === 0 && y % 8 === 0)).toBe(true);
      expect(split).toMatch(/train|val/);
      expect(size!.width).toBeGreaterThan(500);
      expect(tags.length).toBeGreaterThan(5);
      expect(group).toContain('/');
    }
    expect((await records[0]!.cuts![0]!.bytes()).length).toBeGreaterThan(10_000);
  },
);
