import { join } from 'node:path';
import type { SkippedPhoto } from '../sources/skipped-photo.ts';
import { writeFileAtomic } from '../write-file-atomic.node.ts';
import { openShardFile, type ShardFile } from './shard-file.node.ts';
import type { ShardIndex, ShardPhoto } from './shard-index.ts';
import type { CropsTar } from './tar-of-crops.ts';

/** Where a shard ends. */
export interface ShardLimits {
  maxBytes: number;
  maxSamples: number;
}

/** The shards of one split, written one after another. */
export interface ShardSeries {
  /** Adds a photo; all of its samples are in one shard. */
  add(position: number, crops: CropsTar): Promise<void>;
  /** Takes note of a photo that is not used. */
  leaveOut(skipped: Omit<SkippedPhoto, 'name'>): void;
  /** Ends the last shard. */
  finish(): Promise<void>;
  /** Gives up the shard that is not whole. */
  discard(): Promise<void>;
  /** Whole shards, in order. */
  shards(): readonly ShardIndex[];
}

/**
 * Goes on after the whole shards of a split. A shard is whole when its index is there, which is
 * written last; what comes after the last whole one is written again.
 */
export function shardSeries(
  folder: string,
  split: 'train' | 'val',
  whole: readonly ShardIndex[],
  { maxBytes, maxSamples }: ShardLimits,
): ShardSeries {
  const shards = [...whole];
  let file: ShardFile | undefined;
  let contents: ShardPhoto[] = [];
  let samples = 0;
  let leftOut: Omit<SkippedPhoto, 'name'>[] = [];
  let position = whole.at(-1)?.position ?? 0;
  const stem = (): string => `${split}-${String(shards.length).padStart(6, '0')}`;

  const close = async (): Promise<void> => {
    if (!file) return;
    const entry = { file: `${stem()}.tar`, split, ...(await file.close()) };
    file = undefined;
    const counts = { photos: contents.length, samples };
    const index: ShardIndex = { ...entry, ...counts, position, leftOut, contents };
    await writeFileAtomic(join(folder, `${stem()}.json`), JSON.stringify(index));
    shards.push(index);
    [contents, samples, leftOut] = [[], 0, []];
  };
  const isFull = (bytes: number, count: number): boolean =>
    file !== undefined && (file.size() + bytes > maxBytes || samples + count > maxSamples);

  return {
    add: async (place, { bytes, photo }) => {
      if (isFull(bytes.length, photo.samples.length)) await close();
      file ??= await openShardFile(join(folder, `${stem()}.tar`));
      contents.push(moved(photo, file.size()));
      samples += photo.samples.length;
      await file.append(bytes);
      position = place;
    },
    leaveOut: (skipped) => {
      leftOut.push(skipped);
      position = skipped.position;
    },
    finish: close,
    discard: async () => file?.discard(),
    shards: () => shards,
  };
}

function moved(photo: ShardPhoto, by: number): ShardPhoto {
  const samples = photo.samples.map((sample) => {
    const members = Object.entries(sample.members).map(
      ([extension, [offset, length]]) => [extension, [offset + by, length]] as const,
    );
    return { ...sample, members: Object.fromEntries(members) };
  });
  return { ...photo, samples };
}
