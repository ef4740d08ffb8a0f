import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderSentence } from '@exifclip/exif-text';
import { cropImage, decodeImage } from '@exifclip/image';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { testJpeg } from '../../test/test-jpeg.ts';
import { trainingBatch } from '../batch/training-batch.ts';
import type { PhotoSource } from '../sources/photo-source.ts';
import { photosFromFolder } from '../sources/photos-from-folder.node.ts';
import { photosFromShards } from './photos-from-shards.node.ts';
import { ShardError } from './shard-error.ts';
import type { ShardIndex } from './shard-index.ts';
import { shardPhotos } from './shard-photos.node.ts';
import { writeShards } from './write-shards.node.ts';
import type { WriteShardsOptions } from './write-shards-options.ts';

const settings: WriteShardsOptions = {
  cropSize: 64,
  leastCropSize: 48,
  maxShardSamples: 6,
  valShare: 0.25,
  seed: 3,
};

let root = '';
let photos = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'exifclip-shards-'));
  photos = join(root, 'photos');
  for (let i = 0; i < 12; i += 1) {
    const folder = join(photos, `roll ${i % 3}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${i}.jpg`), await testJpeg(`shards ${i}`));
  }
  await writeFile(
    join(photos, 'roll 1/small.jpg'),
    await testJpeg('small', { width: 40, height: 40 }),
  );
  const cut = await testJpeg('cut');
  await writeFile(join(photos, 'roll 2/cut.jpg'), cut.subarray(0, Math.floor(cut.length / 2)));
  await writeFile(join(photos, 'notes.txt'), 'no photo');
  await writeFile(
    join(photos, 'roll 0/huge.jpg'),
    withSize(await testJpeg('huge'), 65_000, 65_000),
  );
});
afterAll(() => rm(root, { recursive: true }));

/** Another size in the header of the frame. */
function withSize(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const copy = Buffer.from(jpeg);
  const frame = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(height, frame + 5);
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const digests = names.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** Indexes first: they are written last, so none is copied without its tar. */
async function copyWhileWritten(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const isIndex of [true, false]) {
    for (const name of await readdir(from)) {
      if (name.endsWith('.json') !== isIndex) continue;
      // A temporary file may have been renamed since.
      await copyFile(join(from, name), join(to, name)).catch(() => undefined);
    }
  }
}

/** Stops with an error when the writer asks for the bytes of a later photo than the n-th. */
function stopping(
  source: PhotoSource,
  after: number,
  before: () => Promise<void> = async () => {},
): PhotoSource {
  let stop: Promise<void> | undefined;
  return {
    ...source,
    read: async function* (options) {
      let count = 0;
      for await (const photo of source.read(options)) {
        count += 1;
        const isLate = count > after;
        const bytes = async (): Promise<Uint8Array> => {
          if (!isLate) return photo.bytes();
          stop ??= before();
          await stop;
          throw new Error('stopped');
        };
        yield { ...photo, bytes };
      }
    },
  };
}

let out = '';
beforeAll(async () => {
  out = join(root, 'out');
  await writeShards(photosFromFolder(photos), out, settings);
});

test('every sample holds a lossless square, its sentence and its facts, and the photo says where it was', async () => {
  const entry = await readIndex('train-000000');
  const [photo] = entry.contents;
  const [sample] = photo!.samples;
  const tar = await readFile(join(out, entry.file));
  const member = (extension: string): Uint8Array => {
    const [offset, length] = sample!.members[extension]!;
    return tar.subarray(offset, offset + length);
  };
  const json = JSON.parse(Buffer.from(member('json')).toString());
  expect(json).toMatchObject({
    photo: photo!.id,
    split: 'train',
    kind: 'central',
    photoWidth: 192,
  });
  expect(Buffer.from(member('txt')).toString()).toBe(renderSentence(photo!.tags));
  expect(json.tags).toEqual(
    Object.fromEntries(photo!.tags.map(({ name, value }) => [name, value])),
  );
  expect(json.jpeg.JPEGQualityEstimate).toBe('90');

  for await (const record of photosFromFolder(photos)) {
    if (record.id !== photo!.id) continue;
    const whole = await decodeImage(await record.bytes());
    const { x, y } = sample!;
    const square = cropImage(whole, { x, y, width: 64, height: 64 });
    expect(await decodeImage(member('png'))).toEqual(square);
    expect([x % 16, y % 16]).toEqual([0, 0]);
  }
});

test('what is left out is counted by reason and listed by name, and nothing is lost', async () => {
  const summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'));
  expect(summary).toMatchObject({
    photos: 12,
    samples: 24,
    withoutExif: 0,
    leftOut: { 'not an image': 1, 'too small': 1, undecodable: 2 },
  });
  expect(summary.train.photos + summary.val.photos).toBe(12);
  const lines = (await readFile(join(out, 'left-out.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).name)).toEqual([
    'notes.txt',
    'roll 0/huge.jpg',
    'roll 1/small.jpg',
    'roll 2/cut.jpg',
  ]);
});

test('neither index nor shards hold a file name or a folder', async () => {
  for (const name of (await readdir(out)).filter((file) => file !== 'left-out.jsonl')) {
    expect((await readFile(join(out, name))).toString('latin1')).not.toMatch(/roll|\.jpg/);
  }
});

test('the shards do not depend on how many photos are cut at a time', async () => {
  for (const concurrency of [1, 7]) {
    const other = join(root, `concurrency ${concurrency}`);
    await writeShards(photosFromFolder(photos, { concurrency }), other, {
      ...settings,
      concurrency,
    });
    expect(await filesOf(other)).toEqual(await filesOf(out));
  }
});

test('a run that is stopped, or killed, at any photo and run again writes, byte for byte, what one run writes', async () => {
  const whole = await filesOf(out);
  for (let after = 0; after < 14; after += 1) {
    const stopped = join(root, `stopped ${after}`);
    const killed = join(root, `killed ${after}`);
    const source = photosFromFolder(photos);
    // What lies there at that moment is what a killed process leaves behind.
    const snapshot = (): Promise<void> => copyWhileWritten(stopped, killed);
    const run = writeShards(stopping(source, after, snapshot), stopped, settings);
    await expect(run).rejects.toThrow('stopped');
    for (const folder of [stopped, killed]) {
      await expect(shardPhotos(folder)).rejects.toThrow(/expected complete shards/);
      await writeShards(source, folder, settings);
      expect(await filesOf(folder)).toEqual(whole);
    }
  }
}, 240_000);

test('photos of whole shards are not read again when a run goes on', async () => {
  const other = join(root, 'not again');
  const source = photosFromFolder(photos);
  await expect(writeShards(stopping(source, 13), other, settings)).rejects.toThrow('stopped');
  const inShards = new Set<string>();
  for (const name of (await readdir(other)).filter((file) => /^(train|val)-.*json$/.test(file))) {
    const index: ShardIndex = JSON.parse(await readFile(join(other, name), 'utf8'));
    for (const { id } of index.contents) inShards.add(id);
  }
  expect(inShards.size).toBeGreaterThan(0);
  const read = new Set<string>();
  const watched: PhotoSource = {
    ...source,
    read: async function* (options) {
      for await (const photo of source.read(options)) {
        const bytes = (): Promise<Uint8Array> => {
          read.add(photo.id);
          return photo.bytes();
        };
        yield { ...photo, bytes };
      }
    },
  };
  await writeShards(watched, other, settings);
  for (const id of inShards) expect(read.has(id)).toBe(false);
});

test('complete shards are left as they are, other settings and foreign folders are refused', async () => {
  const before = await filesOf(out);
  const summary = await writeShards(photosFromFolder(photos), out, settings);
  expect(summary.samples).toBe(24);
  expect(await filesOf(out)).toEqual(before);
  const again = (options: WriteShardsOptions, folder = out): Promise<unknown> =>
    writeShards(photosFromFolder(photos), folder, { ...settings, ...options });
  await expect(again({ cropSize: 96 })).rejects.toThrow(/expected shards of cropSize 96, got 64/);
  await mkdir(join(root, 'foreign'));
  await writeFile(join(root, 'foreign/00000.tar'), '');
  await expect(again({}, join(root, 'foreign'))).rejects.toThrow(
    /got 00000\.tar and no index\.json/,
  );
  await expect(again({ cropSize: 70 })).rejects.toThrow(RangeError);
  await expect(again({ valShare: 2 })).rejects.toThrow(/expected valShare to be 0…1, got 2/);
});

test('an abort stops the run, which can be gone on with', async () => {
  const other = join(root, 'aborted');
  const abort = new AbortController();
  const source = photosFromFolder(photos);
  const run = writeShards(source, other, {
    ...settings,
    signal: abort.signal,
    onProgress: ({ phase, photos: done }) => {
      if (phase === 'writing' && done === 9) abort.abort(new Error('enough'));
    },
  });
  await expect(run).rejects.toThrow('enough');
  await writeShards(source, other, settings);
  expect(await filesOf(other)).toEqual(await filesOf(out));
});

test('photos for training come from the shards of their split, and a batch is made of them', async () => {
  const [train, val] = [await shardPhotos(out), await shardPhotos(out, { split: 'val' })];
  expect(train.length + val.length).toBe(12);
  expect(val.length).toBeGreaterThan(0);
  const ids = [...train, ...val].map(({ id }) => id);
  expect(new Set(ids).size).toBe(12);
  for (const photo of train) {
    const crops = await photo.crops();
    expect(crops.map(({ width, height }) => [width, height])).toEqual([
      [64, 64],
      [64, 64],
    ]);
    expect(photo.lowTexture).toBe(false);
  }
  const few = { photosPerBatch: 2, cameraPairs: 0, patchSize: 32, chain: { resizeShare: 0 } };
  const batch = await trainingBatch(train, { ...few, seed: 1, step: 0 });
  expect(batch.sentences).toHaveLength(4);
});

test.each([1, 2, 3, 5])('the parts of %i of a stream give every photo once', async (count) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    for await (const photo of photosFromShards(out, { shard: { index, count } })) {
      ids.push(photo.id);
      expect(photo.cuts).toHaveLength(2);
      expect(photo.split).toMatch(/train|val/);
    }
  }
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(12);
});

test('shards written of shards hold the same pixels and splits', async () => {
  const copy = join(root, 'copy');
  await writeShards(photosFromShards(out), copy, { ...settings, maxShardSamples: 100 });
  for (const split of ['train', 'val'] as const) {
    const pixels = async (folder: string): Promise<unknown> =>
      Promise.all((await shardPhotos(folder, { split })).map((photo) => photo.crops()));
    expect(await pixels(copy)).toEqual(await pixels(out));
  }
});

describe('other readers', () => {
  test('the system’s tar lists and extracts what the index says', async () => {
    const index = await readIndex('train-000000');
    const path = join(out, index.file);
    const names = execFileSync('tar', ['tf', path]).toString().trim().split('\n');
    const samples = index.contents.flatMap((photo) => photo.samples);
    expect(names).toEqual(
      samples.flatMap(({ key }) => [`${key}.png`, `${key}.txt`, `${key}.json`]),
    );
    const tar = await readFile(path);
    for (const { key, members } of samples) {
      const [offset, length] = members['png']!;
      const png = execFileSync('tar', ['xOf', path, `${key}.png`], { maxBuffer: 1e8 });
      expect(png).toEqual(tar.subarray(offset, offset + length));
    }
  });

  test('shards without an index are read by their headers, with the same photos', async () => {
    const bare = join(root, 'bare');
    await mkdir(bare);
    for (const name of (await readdir(out)).filter((file) => file.endsWith('.tar'))) {
      await writeFile(join(bare, name), await readFile(join(out, name)));
    }
    for (const split of ['train', 'val'] as const) {
      const [found, said] = [await shardPhotos(bare, { split }), await shardPhotos(out, { split })];
      expect(found.map(({ id, group, tags }) => ({ id, group, tags }))).toEqual(
        said.map(({ id, group, tags }) => ({ id, group, tags })),
      );
      expect(await found[0]!.crops()).toEqual(await said[0]!.crops());
    }
  });

  test('a shard as img2dataset writes them gives its tags from `exif`, and from the image itself', async () => {
    const foreign = join(root, 'img2dataset');
    await mkdir(join(foreign, 'files'), { recursive: true });
    const write = async (name: string, body: Uint8Array | string): Promise<void> =>
      writeFile(join(foreign, 'files', name), body);
    const exif = JSON.stringify({
      'Image Make': 'NIKON',
      'EXIF FNumber': '14/5',
      'GPS GPSLatitude': '[1, 2, 3]',
    });
    await write('000000000.jpg', await testJpeg('a', { tags: {} }));
    await write('000000000.txt', 'a caption, not a sentence');
    await write('000000000.json', JSON.stringify({ key: '000000000', exif }));
    await write('000000001.jpg', await testJpeg('b'));
    await write('000000002.txt', 'a caption without an image');
    await write('000000003.JPG', await testJpeg('c'));
    await write('000000003.json', 'no JSON');
    const names = (await readdir(join(foreign, 'files'))).sort();
    execFileSync('tar', ['cf', join(foreign, '00000.tar'), '-C', join(foreign, 'files'), ...names]);
    const found = await shardPhotos(foreign);
    expect(found.map(({ id, tags }) => [id, renderSentence(tags)])).toEqual([
      ['000000000', 'Make: NIKON, FNumber: 2.8'],
      ['000000001', 'Make: Canon, Model: EOS b'],
      ['000000003', 'Make: Canon, Model: EOS c'],
    ]);
    expect((await found[1]!.crops())[0]).toMatchObject({ width: 192, height: 160 });
  });
});

describe('damaged shards', () => {
  async function damaged(
    name: string,
    damage: (bytes: Buffer) => Uint8Array,
    file = 'train-000000.tar',
  ): Promise<string> {
    const folder = join(root, name);
    await mkdir(folder);
    for (const other of await readdir(out)) {
      const bytes = await readFile(join(out, other));
      await writeFile(join(folder, other), other === file ? damage(bytes) : bytes);
    }
    return folder;
  }

  test.each([
    [
      'cut off',
      (bytes: Buffer) => bytes.subarray(0, 5000),
      /expected \d+ bytes, as its index says, got 5000/,
    ],
    ['longer', (bytes: Buffer) => Buffer.concat([bytes, bytes]), /as its index says/],
  ] as const)('a shard that is %s is an error that names it', async (name, damage, message) => {
    const folder = await damaged(name, damage);
    const failure = await shardPhotos(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ShardError);
    expect(String(failure)).toMatch(message);
    expect(String(failure)).toContain(join(folder, 'train-000000.tar'));
  });

  test('a flipped bit is found where it is looked for', async () => {
    const folder = await damaged('flipped', (bytes) => {
      const copy = Buffer.from(bytes);
      copy[3000] = copy[3000]! ^ 1;
      return copy;
    });
    expect((await shardPhotos(folder)).length).toBeGreaterThan(0);
    await expect(shardPhotos(folder, { verify: true })).rejects.toThrow(/expected the SHA-256/);
  });

  test('in a stream, a damaged shard is reported and passed over, and the others are given', async () => {
    const folder = await damaged('streamed', (bytes) => bytes.subarray(0, 5000));
    const ids: string[] = [];
    const reasons: string[] = [];
    const source = photosFromShards(folder, {
      onSkip: ({ name, reason }) => reasons.push(`${name}: ${reason}`),
    });
    for await (const { id } of source) ids.push(id);
    const lost = (await readIndex('train-000000')).photos;
    expect(ids).toHaveLength(12 - lost);
    expect(reasons).toEqual(['train-000000.tar: broken shard']);
    expect(source.summary()).toMatchObject({ given: 12 - lost, skipped: { 'broken shard': 1 } });
  });

  test('a lost file, an index that is no JSON, and a folder without shards say what is wrong', async () => {
    const lost = await damaged('lost', (bytes) => bytes);
    await rm(join(lost, 'train-000001.tar'));
    await expect(shardPhotos(lost)).rejects.toThrow(/train-000001\.tar: cannot be read/);
    await rm(join(lost, 'train-000000.json'));
    await expect(shardPhotos(lost)).rejects.toThrow(/expected an index beside it, got none/);
    const index = await damaged('index', () => Buffer.from('{'), 'index.json');
    await expect(shardPhotos(index)).rejects.toThrow(/index\.json: expected JSON/);
    const version = await damaged('version', () => Buffer.from('{"version":2}'), 'index.json');
    await expect(shardPhotos(version)).rejects.toThrow(/version 1, got {"version":2}/);
    await mkdir(join(root, 'nothing'));
    await expect(shardPhotos(join(root, 'nothing'))).rejects.toThrow(/expected shards/);
  });
});

const data = sharedData();
test.skipIf(!data)(
  'all of the sample photos but the smallest become crops, HEIC included',
  async () => {
    const folder = join(root, 'samples');
    const summary = await writeShards(photosFromFolder(`${data}/exif-samples`), folder, {
      seed: 1,
    });
    expect(summary).toMatchObject({
      photos: 63,
      withoutExif: 9,
      leftOut: { 'not an image': 1, 'too small': 20, 'without usable EXIF': 9 },
    });
    const all = [await shardPhotos(folder), await shardPhotos(folder, { split: 'val' })].flat();
    expect(all).toHaveLength(63);
    const text = JSON.stringify(all.map(({ tags }) => tags));
    expect(text).toContain('iPhone');
    expect(text).not.toMatch(/GPS|Artist|SerialNumber|DateTime/);
  },
);

async function readIndex(stem: string): Promise<ShardIndex> {
  return JSON.parse(await readFile(join(out, `${stem}.json`), 'utf8')) as ShardIndex;
}
