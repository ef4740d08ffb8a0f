import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { testJpeg } from '../../test/test-jpeg.ts';
import type { PhotoRecord } from './photo-record.ts';
import { photosFromFolder } from './photos-from-folder.node.ts';
import type { SkippedPhoto } from './skipped-photo.ts';

const MAKE_PIPE = 'mkfifo';
const LONG = `${'a'.repeat(200)}.jpg`;

let folder = '';
let socket: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exifclip-folder-'));
  await mkdir(join(folder, 'b/deep'), { recursive: true });
  await mkdir(join(folder, 'b/x.jpg')); // a folder by the name of an image
  const write = (name: string, bytes: Uint8Array | string): Promise<void> =>
    writeFile(join(folder, name), bytes);
  const one = await testJpeg('one');
  await write('a.jpg', one);
  await write('b.jpg', 'only text, by the name of an image');
  await write('b/copy of a.jpg', one);
  await write('b/deep/cut.jpg', one.subarray(0, 3000));
  await write('b/empty.jpg', '');
  await write('b/really a jpeg.txt', await testJpeg('two'));
  await write('b/x.jpg/inside.jpg', await testJpeg('three'));
  await write('ü 写真.jpeg', await testJpeg('four'));
  await write(LONG, await testJpeg('five'));
  await write('bare.jpg', await testJpeg('six', { tags: {} }));
  await write('.hidden.jpg', one);
  await write('noise.png', new Uint8Array(5000).fill(7));
  await symlink('nowhere', join(folder, 'dangling.jpg'));
  await symlink('..', join(folder, 'b/loop'));
  await symlink(join(folder, 'b/deep'), join(folder, 'same'));
  socket = createServer().listen(join(folder, 'socket.jpg'));
  execFileSync(MAKE_PIPE, [join(folder, 'pipe.jpg')]);
});
afterAll(async () => {
  socket.close();
  await rm(folder, { recursive: true, force: true });
});

async function read(
  options: Parameters<typeof photosFromFolder>[1] = {},
): Promise<{ photos: PhotoRecord[]; skipped: SkippedPhoto[] }> {
  const photos: PhotoRecord[] = [];
  const skipped: SkippedPhoto[] = [];
  const onSkip = (skip: SkippedPhoto): void => {
    skipped.push(skip);
  };
  for await (const photo of photosFromFolder(folder, { onSkip, ...options })) photos.push(photo);
  return { photos, skipped };
}

const namesOf = (photos: readonly { name: string }[]): string[] => photos.map(({ name }) => name);

test('images are known by their bytes, come in the order of their paths, and all else is reported with its reason', async () => {
  const { photos, skipped } = await read();
  expect(namesOf(photos)).toEqual([
    'a.jpg',
    LONG,
    'b/deep/cut.jpg',
    'b/really a jpeg.txt',
    'b/x.jpg/inside.jpg',
    'ü 写真.jpeg',
  ]);
  expect(Object.fromEntries(skipped.map(({ name, reason }) => [name, reason]))).toEqual({
    '.hidden.jpg': 'hidden',
    'b.jpg': 'not an image',
    'b/copy of a.jpg': 'duplicate',
    'b/empty.jpg': 'empty',
    'b/loop': 'repeated folder',
    'bare.jpg': 'without usable EXIF',
    'dangling.jpg': 'unreadable',
    'noise.png': 'not an image',
    'pipe.jpg': 'not a file',
    same: 'repeated folder',
    'socket.jpg': 'not a file',
  });
  expect(skipped.find(({ reason }) => reason === 'duplicate')?.detail).toBe('of a.jpg');
});

test('a record has tags, the folder it lies in, an id that tells nothing of its name, and its bytes', async () => {
  const { photos } = await read();
  const inside = photos.find(({ name }) => name.endsWith('inside.jpg'))!;
  expect(inside.tags).toEqual([
    { name: 'Make', value: 'Canon' },
    { name: 'Model', value: 'EOS three' },
  ]);
  expect(inside.group).toBe('b/x.jpg');
  expect(inside.id).toMatch(/^[0-9a-f]{16}$/);
  expect(await inside.bytes()).toEqual(await readFile(join(folder, inside.name)));
  expect(new Set(photos.map(({ id }) => id)).size).toBe(photos.length);
});

test.each([1, 2, 3, 5, 8])(
  'the parts of %i together give what the whole gives, duplicates known as such',
  async (count) => {
    const whole = await read();
    const parts: Awaited<ReturnType<typeof read>>[] = [];
    for (let index = 0; index < count; index += 1)
      parts.push(await read({ shard: { index, count } }));
    const all = (pick: 'photos' | 'skipped'): string[] =>
      parts.flatMap((part) => namesOf(part[pick]));
    expect(all('photos').sort()).toEqual(namesOf(whole.photos).sort());
    expect(all('skipped').sort()).toEqual(namesOf(whole.skipped).sort());
  },
);

test('a folder that is read on after any photo gives the rest, and still knows copies of what came before', async () => {
  const { photos } = await read();
  for (const [i, { position }] of photos.entries()) {
    const rest = await read({ start: position });
    expect(namesOf(rest.photos)).toEqual(namesOf(photos.slice(i + 1)));
  }
});

test('copies and photos without EXIF are given where they are asked for', async () => {
  const { photos, skipped } = await read({ keepDuplicates: true, keepWithoutExif: true });
  expect(namesOf(photos)).toEqual(expect.arrayContaining(['b/copy of a.jpg', 'bare.jpg']));
  expect(skipped.map(({ reason }) => reason)).not.toContain('duplicate');
});

test('a folder that is not there is an error, and an empty one gives nothing', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'exifclip-empty-'));
  for await (const photo of photosFromFolder(empty)) expect(photo).toBe('no photo');
  await rm(empty, { recursive: true });
  const missing = photosFromFolder(empty);
  await expect(missing.read().next()).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('the cache', () => {
  test('what was read of a file is read from the cache until the file changes', async () => {
    const cache = join(await mkdtemp(join(tmpdir(), 'exifclip-cache-')), 'exif.jsonl');
    const first = await read({ cache });
    const text = await readFile(cache, 'utf8');
    expect(text.trim().split('\n')).toHaveLength(first.photos.length + 4); // bare, copy, two others
    // A model that no file has shows that the cache is what is read.
    await writeFile(cache, text.replaceAll('EOS two', 'EOS from the cache'));
    const modelOf = (photos: readonly PhotoRecord[]): string | undefined =>
      photos.find(({ name }) => name.endsWith('.txt'))?.tags.at(-1)?.value;
    expect(modelOf((await read({ cache })).photos)).toBe('EOS from the cache');
    await utimes(join(folder, 'b/really a jpeg.txt'), 1000, 1000);
    expect(modelOf((await read({ cache })).photos)).toBe('EOS two');
    expect(namesOf((await read({ cache })).photos)).toEqual(namesOf(first.photos));
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -20)],
    ['of other words', () => 'no JSON\n{"a":1}\n[1,2]\n["a.jpg",1,2,"JPEG",[["Make"]]]\n'],
    ['of zeros', () => '\0\0\0\0'],
  ])('a cache that is %s is built again', async (_, damage) => {
    const cache = join(await mkdtemp(join(tmpdir(), 'exifclip-cache-')), 'exif.jsonl');
    const { photos } = await read({ cache });
    const whole = await readFile(cache, 'utf8');
    await writeFile(cache, damage(whole));
    const again = await read({ cache });
    expect(namesOf(again.photos)).toEqual(namesOf(photos));
    expect(again.photos.map(({ tags }) => tags)).toEqual(photos.map(({ tags }) => tags));
    const lines = (text: string): string[] => text.trim().split('\n').sort();
    expect(lines(await readFile(cache, 'utf8'))).toEqual(lines(whole));
  });
});

const data = sharedData();
test.skipIf(!data)(
  'of the sample files, all 92 images are known, 9 of them without camera tags',
  async () => {
    const copy = await mkdtemp(join(tmpdir(), 'exifclip-samples-'));
    await cp(`${data}/exif-samples`, copy, { recursive: true });
    const photos = photosFromFolder(copy);
    let count = 0;
    for await (const photo of photos) count += photo.tags.length > 0 ? 1 : 0;
    expect(count).toBe(83);
    expect(photos.summary()).toEqual({
      given: 83,
      withoutExif: 9,
      skipped: { 'without usable EXIF': 9, 'not an image': 1 },
    });
    await rm(copy, { recursive: true });
  },
);
