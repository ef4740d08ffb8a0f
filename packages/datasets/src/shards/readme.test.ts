import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testJpeg } from '../../test/test-jpeg.ts';
import { trainingBatch } from '../index.ts';
import { photosFromFolder, photosFromShards, shardPhotos, writeShards } from '../node.ts';

let work = '';
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'exifclip-readme-'));
  await mkdir(join(work, 'photos'));
  const write = (name: string, bytes: Uint8Array | string): Promise<void> =>
    writeFile(join(work, 'photos', name), bytes);
  const size = { width: 640, height: 320 };
  for (let i = 0; i < 12; i += 1) await write(`${i}.jpg`, await testJpeg(`readme ${i}`, size));
  await write('again.jpg', await testJpeg('readme 0', size));
  await write('bare.jpg', await testJpeg('bare', { ...size, tags: {} }));
  await write('notes.jpg', 'no photo');
});
afterAll(() => rm(work, { recursive: true }));

test('the example of the README on sources and shards runs', async () => {
  const folder = join(work, 'photos');
  const shards = join(work, 'shards');
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  // #region readme
  const photos = photosFromFolder(folder, {
    cache: join(work, 'exif.jsonl'), // EXIF is read once, and again where a file changes
    onSkip: ({ name, reason }) => console.log(`${name}: ${reason}`), // 'notes.jpg: not an image'
  });
  const summary = await writeShards(photos, shards, { valShare: 0.2, seed: 1 });
  // { photos: 12, samples: 24, shards: 2, train: …, val: …, withoutExif: 1, leftOut: { duplicate: 1, … } }

  const train = await shardPhotos(shards, { split: 'train' });
  const batch = await trainingBatch(train, { seed: 1, step: 0, photosPerBatch: 4, cameraPairs: 2 });

  const part = photosFromShards(shards, { shard: { index: 0, count: 4 } }); // for one of 4 workers
  for await (const { id, tags, cuts } of part) {
    const [first] = cuts ?? [];
    console.log(id, tags.length, first?.kind); // 'a3f0…', 31, 'central'
  }
  // #endregion readme
  expect(log.mock.calls).toContainEqual([expect.stringMatching(/^[0-9a-f]{16}$/), 2, 'central']);
  log.mockRestore();
  expect(summary).toMatchObject({ photos: 12, samples: 24, shards: 2, withoutExif: 1 });
  expect(summary.leftOut).toEqual({
    duplicate: 1,
    'not an image': 1,
    'without usable EXIF': 1,
  });
  expect(batch.sentences).toHaveLength(12);
});

test('the README shows that example', async () => {
  const source = await readFile(new URL('./readme.test.ts', import.meta.url), 'utf8');
  const [, region] = /#region readme\n(.*?)\n *\/\/ #endregion/s.exec(source) ?? [];
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(region!.replace(/^ {2}/gm, ''));
});
