import { createHash } from 'node:crypto';
import { mapInOrder } from '../sources/map-in-order.ts';
import type { PhotoRecord } from '../sources/photo-record.ts';
import type { PhotoSource } from '../sources/photo-source.ts';
import type { Skip } from '../sources/source-entry.ts';
import type { LeftOutList } from './left-out-list.node.ts';
import { photoCrops } from './photo-crops.ts';
import type { ShardSet } from './shard-index.ts';
import type { ShardSeries } from './shard-series.node.ts';
import type { ShardSettings } from './shard-settings.ts';
import { type SplitRule, splitOf } from './split-rule.ts';
import { type CropsTar, type SampleNames, tarOfCrops } from './tar-of-crops.ts';
import type { WriteShardsOptions } from './write-shards-options.ts';

/** Where photos go. */
export interface ShardTarget {
  set: ShardSet;
  series: Readonly<Record<'train' | 'val', ShardSeries>>;
  list: LeftOutList;
  settings: ShardSettings;
}

/**
 * Writes the photos of a source that are not yet in whole shards, in its order, several being cut
 * at a time. The source is walked from its beginning, so that what it leaves out is listed whole,
 * but no bytes are read of photos that are in shards already.
 */
export async function writePhotos(
  source: PhotoSource,
  { set, series, list, settings }: ShardTarget,
  { concurrency = 4, signal, onProgress }: WriteShardsOptions,
): Promise<void> {
  const done = { train: doneUntil(series.train), val: doneUntil(series.val) };
  const leftOutBefore = new Map(
    Object.values(series)
      .flatMap(({ shards }) => shards())
      .flatMap(({ leftOut }) => leftOut.map((skipped) => [skipped.position, skipped])),
  );
  const records = source.read({
    onSkip: list.add,
    ...(signal ? { signal } : {}),
  });
  const prepare = async (photo: NamedPhoto): Promise<Prepared> => {
    if (photo.isRepeated) return { photo, made: { skip: 'duplicate', detail: 'of its id' } };
    if (photo.record.position <= done[photo.split]) return { photo };
    const cut = await photoCrops(photo.record, settings);
    if ('skip' in cut) return { photo, made: cut };
    return { photo, made: await tarOfCrops(photo.record, cut, photo.split, photo.names) };
  };
  let photos = 0;
  for await (const { photo, made } of mapInOrder(named(records, set.rule), concurrency, prepare)) {
    signal?.throwIfAborted();
    const { record, split } = photo;
    const { name, position } = record;
    if (made && 'skip' in made) {
      const { skip: reason, detail } = made;
      const skipped = { reason, position, ...(detail === undefined ? {} : { detail }) };
      list.add({ name, ...skipped });
      if (!photo.isRepeated) series[split].leaveOut(skipped);
    } else if (made) await series[split].add(position, made);
    else if (leftOutBefore.has(position)) list.add({ name, ...leftOutBefore.get(position)! });
    await list.writeUntil(position);
    photos += 1;
    onProgress?.({ phase: 'writing', photos, total: set.total });
  }
}

interface NamedPhoto {
  record: PhotoRecord;
  split: 'train' | 'val';
  names: SampleNames;
  /** Whether a photo before it has its id. */
  isRepeated: boolean;
}

/** What became of a photo; nothing, where it is in a whole shard. */
interface Prepared {
  photo: NamedPhoto;
  made?: CropsTar | Skip;
}

/** Puts photos into splits and gives them keys, in order. */
async function* named(
  records: AsyncIterable<PhotoRecord>,
  rule: SplitRule,
): AsyncGenerator<NamedPhoto, void, undefined> {
  const photosOfGroup = new Map<string, number>();
  const keys = new Set<string>();
  for await (const record of records) {
    const index = photosOfGroup.get(record.group) ?? 0;
    if (!record.split) photosOfGroup.set(record.group, index + 1);
    const split = record.split ?? splitOf(rule, record.group, index);
    const key = keyOf(record.id);
    const isRepeated = keys.has(key);
    keys.add(key);
    yield { record, split, names: { key, group: digest(record.group) }, isRepeated };
  }
}

/** Names of samples hold neither dots, which end a key, nor slashes. */
function keyOf(id: string): string {
  return /^[A-Za-z0-9_-]{1,80}$/.test(id) ? id : digest(id);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function doneUntil(series: ShardSeries): number {
  return series.shards().at(-1)?.position ?? 0;
}
