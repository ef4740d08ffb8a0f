import { hashSeed } from '../random/hash-seed.ts';
import { mapInOrder } from './map-in-order.ts';
import type { PhotoRecord } from './photo-record.ts';
import type {
  PhotoSource,
  PhotoSourceOptions,
  PhotoSourceSummary,
  ReadPhotosOptions,
} from './photo-source.ts';
import type { SkipReason } from './skipped-photo.ts';
import type { LoadedEntry, SourceEntry } from './source-entry.ts';

/**
 * A source over entries: passes over those before `start` and of other shards, loads the others
 * several at a time, and keeps count.
 *
 * @param open - begins a new pass over all entries, which costs no bytes of photos
 * @throws RangeError for a shard, start or count that is none
 */
export function createPhotoSource(
  open: (signal: AbortSignal | undefined) => Promise<OpenEntries>,
  options: PhotoSourceOptions = {},
): PhotoSource {
  checkOptions(options);
  let tally = emptyTally();
  const read = (other: ReadPhotosOptions = {}): AsyncGenerator<PhotoRecord, void, undefined> => {
    checkOptions(other);
    tally = emptyTally();
    return readEntries(open, bothOptions(options, other), tally);
  };
  return { read, summary: () => summaryOf(tally), [Symbol.asyncIterator]: () => read() };
}

/** A pass over the entries of a source. */
export interface OpenEntries {
  entries: AsyncIterable<SourceEntry>;
  /** Called once, when nothing is being loaded any more. */
  close?(): Promise<void>;
}

interface Tally {
  given: number;
  withoutExif: number;
  skipped: Map<SkipReason, number>;
}

async function* readEntries(
  open: (signal: AbortSignal | undefined) => Promise<OpenEntries>,
  options: PhotoSourceOptions,
  tally: Tally,
): AsyncGenerator<PhotoRecord, void, undefined> {
  const { signal, concurrency = 8 } = options;
  signal?.throwIfAborted();
  const { entries, close } = await open(signal);
  try {
    for await (const loaded of mapInOrder(wantedEntries(entries, options), concurrency, load)) {
      signal?.throwIfAborted();
      const photo = count(loaded, options, tally);
      options.onProgress?.(summaryOf(tally));
      if (photo) yield photo;
    }
  } finally {
    await close?.();
  }
}

type Loaded = LoadedEntry & { name: string; position: number };

async function load({ entry, position }: Placed): Promise<Loaded> {
  return { ...(await entry.load()), name: entry.name, position };
}

/** Takes an entry into the tally; the photo, where it is to be given. */
function count(
  loaded: Loaded,
  { minTags = 1, keepWithoutExif = false, onSkip }: PhotoSourceOptions,
  tally: Tally,
): PhotoRecord | undefined {
  const { name, position } = loaded;
  const skip = (reason: SkipReason, detail: string | undefined): undefined => {
    tally.skipped.set(reason, (tally.skipped.get(reason) ?? 0) + 1);
    onSkip?.({ name, reason, position, ...(detail === undefined ? {} : { detail }) });
  };
  if ('skip' in loaded) {
    if (loaded.skip === 'without usable EXIF') tally.withoutExif += 1;
    return skip(loaded.skip, loaded.detail);
  }
  const tags = loaded.tags.length;
  if (tags < minTags) {
    tally.withoutExif += 1;
    if (!keepWithoutExif) {
      return skip('without usable EXIF', `${tags} camera tags of at least ${minTags}`);
    }
  }
  tally.given += 1;
  return loaded;
}

interface Placed {
  entry: SourceEntry;
  position: number;
}

async function* wantedEntries(
  entries: AsyncIterable<SourceEntry>,
  { start = 0, shard = { index: 0, count: 1 }, signal }: PhotoSourceOptions,
): AsyncGenerator<Placed, void, undefined> {
  let position = 0;
  for await (const entry of entries) {
    signal?.throwIfAborted();
    position += 1;
    if (position <= start) continue;
    const part = partOf(entry.shardNumber, position, shard.count);
    if (part === shard.index) yield { entry, position };
  }
}

/** Places are dealt out in turn; other numbers are mixed first, since they may share divisors. */
function partOf(shardNumber: number | undefined, position: number, count: number): number {
  if (count === 1) return 0;
  return (shardNumber === undefined ? position - 1 : hashSeed([shardNumber])[0]) % count;
}

function bothOptions(
  { onSkip, onProgress, ...own }: PhotoSourceOptions,
  { silent = false, ...other }: ReadPhotosOptions,
): PhotoSourceOptions {
  if (silent) return { ...own, ...other };
  const callOnSkip: NonNullable<typeof onSkip> = (skipped) => {
    onSkip?.(skipped);
    other.onSkip?.(skipped);
  };
  return { ...own, ...(onProgress ? { onProgress } : {}), ...other, onSkip: callOnSkip };
}

function emptyTally(): Tally {
  return { given: 0, withoutExif: 0, skipped: new Map() };
}

function summaryOf({ given, withoutExif, skipped }: Tally): PhotoSourceSummary {
  return { given, withoutExif, skipped: Object.fromEntries(skipped) };
}

function checkOptions({
  shard,
  start = 0,
  minTags = 1,
  concurrency = 1,
}: PhotoSourceOptions): void {
  checkWhole('start', start, 0);
  checkWhole('minTags', minTags, 0);
  checkWhole('concurrency', concurrency, 1);
  if (!shard) return;
  checkWhole('shard.count', shard.count, 1);
  if (Number.isInteger(shard.index) && shard.index >= 0 && shard.index < shard.count) return;
  throw new RangeError(`expected shard.index to be 0…${shard.count - 1}, got ${shard.index}`);
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`expected ${name} to be a whole number of at least ${least}, got ${value}`);
}
