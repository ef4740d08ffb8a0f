import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { createPhotoSource } from './create-photo-source.ts';
import type { PhotoSource, PhotoSourceOptions } from './photo-source.ts';
import type { SkippedPhoto } from './skipped-photo.ts';
import type { SourceEntry } from './source-entry.ts';

/** Entries 0…count−1; those in `bad` are no images, those in `bare` have no tags. */
function source(
  count: number,
  options: PhotoSourceOptions & {
    bad?: number[];
    bare?: number[];
    loaded?: number[];
    byNumber?: boolean;
  } = {},
): PhotoSource {
  const { bad = [], bare = [], loaded = [], byNumber = false, ...rest } = options;
  const random = createRandom('delays', count);
  const entries = async function* (): AsyncGenerator<SourceEntry> {
    for (let i = 0; i < count; i += 1) {
      const load: SourceEntry['load'] = async () => {
        loaded.push(i);
        await new Promise((resolve) => setTimeout(resolve, random.integer(3)));
        if (bad.includes(i)) return { skip: 'not an image' };
        const tags = bare.includes(i) ? [] : [{ name: 'Make', value: 'Canon' }];
        return { id: `${i}`, name: '', group: '', tags, bytes: async () => new Uint8Array(0) };
      };
      yield { name: `entry ${i}`, load, ...(byNumber ? { shardNumber: Math.floor(i / 2) } : {}) };
    }
  };
  return createPhotoSource(async () => ({ entries: entries() }), rest);
}

async function idsOf(photos: AsyncIterable<{ id: string }>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of photos) ids.push(Number(id));
  return ids;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

test('photos come in the order of the source, however long each takes to load', async () => {
  expect(await idsOf(source(40, { concurrency: 7 }))).toEqual(range(0, 40));
  expect(await idsOf(source(3, { concurrency: 7 }))).toEqual([0, 1, 2]);
  expect(await idsOf(source(0))).toEqual([]);
});

test.each([1, 2, 3, 4, 7, 50])(
  'the parts of %i together give every photo once, and each in order',
  async (count) => {
    for (const byNumber of [false, true]) {
      const parts: number[][] = [];
      for (let index = 0; index < count; index += 1) {
        parts.push(await idsOf(source(41, { shard: { index, count }, byNumber })));
      }
      expect(parts.flat().sort((a, b) => a - b)).toEqual(range(0, 41));
      for (const part of parts) expect(part).toEqual([...part].sort((a, b) => a - b));
      // Entries of one number are never apart.
      const partOf = (id: number): number => parts.findIndex((part) => part.includes(id));
      if (byNumber) for (let id = 0; id < 40; id += 2) expect(partOf(id)).toBe(partOf(id + 1));
    }
  },
);

test('a source that is begun after a photo of any position goes on where it stopped, and loads nothing before', async () => {
  const all: { id: string; position: number }[] = [];
  for await (const photo of source(12, { bad: [3, 4], bare: [7] })) all.push(photo);
  for (const { id, position } of all) {
    const loaded: number[] = [];
    const rest = source(12, { bad: [3, 4], bare: [7], start: position, loaded });
    const later = all.filter((photo) => Number(photo.id) > Number(id));
    expect(await idsOf(rest)).toEqual(later.map((photo) => Number(photo.id)));
    expect(loaded).toEqual(range(Number(id) + 1, 12));
  }
});

test('what is not given is reported in order and counted, and photos without tags can be kept', async () => {
  const skipped: SkippedPhoto[] = [];
  const onSkip = (skip: SkippedPhoto): void => {
    skipped.push(skip);
  };
  const photos = source(8, { bad: [1, 6], bare: [3], onSkip });
  expect(await idsOf(photos)).toEqual([0, 2, 4, 5, 7]);
  expect(skipped).toEqual([
    { name: 'entry 1', reason: 'not an image', position: 2 },
    {
      name: 'entry 3',
      reason: 'without usable EXIF',
      position: 4,
      detail: '0 camera tags of at least 1',
    },
    { name: 'entry 6', reason: 'not an image', position: 7 },
  ]);
  expect(photos.summary()).toEqual({
    given: 5,
    withoutExif: 1,
    skipped: { 'not an image': 2, 'without usable EXIF': 1 },
  });
  const kept = source(8, { bad: [1, 6], bare: [3], keepWithoutExif: true });
  expect(await idsOf(kept)).toEqual([0, 2, 3, 4, 5, 7]);
  expect(kept.summary()).toMatchObject({ given: 6, withoutExif: 1 });
  const few = source(8, { minTags: 2 });
  expect(await idsOf(few)).toEqual([]);
});

test('each iteration begins anew, with its own options where it is given some', async () => {
  const photos = source(4);
  expect(await idsOf(photos)).toEqual([0, 1, 2, 3]);
  expect(await idsOf(photos)).toEqual([0, 1, 2, 3]);
  expect(await idsOf(photos.read({ start: 2 }))).toEqual([2, 3]);
  expect(photos.summary().given).toBe(2);
});

test('the callbacks of a source and of a reading are both called, unless the source is to be silent', async () => {
  const [own, other]: SkippedPhoto[][] = [[], []];
  let progress = 0;
  const photos = source(5, {
    bad: [2],
    onSkip: (skip) => own!.push(skip),
    onProgress: () => {
      progress += 1;
    },
  });
  await idsOf(photos.read({ onSkip: (skip) => other!.push(skip) }));
  expect([own!.length, other!.length, progress]).toEqual([1, 1, 5]);
  await idsOf(photos.read({ onSkip: (skip) => other!.push(skip), silent: true }));
  expect([own!.length, other!.length, progress]).toEqual([1, 2, 5]);
});

test('an iteration that is left early loads no more than was under way', async () => {
  const loaded: number[] = [];
  for await (const { id } of source(100, { loaded, concurrency: 4 })) if (id === '2') break;
  expect(loaded.length).toBeLessThanOrEqual(7);
});

test('an abort ends the iteration with its reason', async () => {
  const abort = new AbortController();
  const photos = source(100, { signal: abort.signal, concurrency: 2 });
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { id } of photos) {
      seen.push(id);
      if (id === '5') abort.abort(new Error('enough'));
    }
  })();
  await expect(reading).rejects.toThrow('enough');
  expect(seen).toHaveLength(6);
  await expect(idsOf(source(1, { signal: AbortSignal.abort(new Error('no')) }))).rejects.toThrow(
    'no',
  );
});

test('a shard, a start or a count that is none is refused with what came', () => {
  expect(() => source(1, { shard: { index: 2, count: 2 } })).toThrow(
    'expected shard.index to be 0…1, got 2',
  );
  expect(() => source(1, { shard: { index: 0, count: 0 } })).toThrow(
    'expected shard.count to be a whole number of at least 1, got 0',
  );
  expect(() => source(1, { start: -1 })).toThrow(RangeError);
  expect(() => source(1, { start: Number.NaN })).toThrow(RangeError);
  expect(() => source(1, { concurrency: 0 })).toThrow(RangeError);
});
