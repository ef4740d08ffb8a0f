import { createPhotoSource } from '../sources/create-photo-source.ts';
import type { PhotoSource, PhotoSourceOptions } from '../sources/photo-source.ts';
import type { LoadedEntry, SourceEntry } from '../sources/source-entry.ts';
import { openShard } from './open-shard.node.ts';
import { ShardError } from './shard-error.ts';
import { type ShardPath, shardFiles } from './shard-files.node.ts';
import type { OpenShardPhoto } from './shard-index.ts';
import { imageBytes } from './shard-photos.node.ts';

export interface PhotosFromShardsOptions extends PhotoSourceOptions {
  /** Which photos. @defaultValue all */
  split?: 'train' | 'val';
  /** Whether every shard is read whole and its SHA-256 compared. @defaultValue false */
  verify?: boolean;
}

/**
 * The photos of a folder of shards, in order, with their crops as `cuts`. The index of the next
 * shard is read while the photos of one are given. A shard that cannot be read is reported as
 * `broken shard` and passed over.
 *
 * @throws ShardError for a folder without shards, or whose shards are not complete, when iterated
 * @throws RangeError for options out of their range
 */
export function photosFromShards(
  folder: string,
  { split, verify = false, ...options }: PhotosFromShardsOptions = {},
): PhotoSource {
  return createPhotoSource(async () => {
    const all = await shardFiles(folder);
    const shards = all.filter(({ entry }) => !entry || !split || entry.split === split);
    return { entries: shardEntries(shards, split, verify) };
  }, options);
}

async function* shardEntries(
  shards: readonly ShardPath[],
  split: 'train' | 'val' | undefined,
  verify: boolean,
): AsyncGenerator<SourceEntry, void, undefined> {
  let next = shards[0] && tryShard(shards[0], verify);
  for (const [i, shard] of shards.entries()) {
    const photos = await next;
    const after = shards[i + 1];
    next = after && tryShard(after, verify);
    if (photos instanceof ShardError) {
      const detail = photos.message;
      yield { name: shard.file, load: async () => ({ skip: 'broken shard', detail }) };
      continue;
    }
    for (const photo of photos ?? []) {
      if (split && photo.split && photo.split !== split) continue;
      const name = `${shard.file}/${photo.id}`;
      yield { name, load: async () => record(shard, photo, name) };
    }
  }
}

async function tryShard(
  shard: ShardPath,
  verify: boolean,
): Promise<readonly OpenShardPhoto[] | ShardError> {
  try {
    return await openShard(shard, { verify });
  } catch (error) {
    if (error instanceof ShardError) return error;
    throw error;
  }
}

function record(shard: ShardPath, photo: OpenShardPhoto, name: string): LoadedEntry {
  const { id, group, tags, colourChart, lowTexture, size, split, samples } = photo;
  const cuts = samples.map((sample) => ({
    kind: sample.kind,
    x: sample.x,
    y: sample.y,
    bytes: () => imageBytes(shard.path, sample),
  }));
  return {
    id,
    name,
    group,
    tags,
    colourChart,
    lowTexture,
    cuts,
    bytes: async () => {
      const [first] = cuts;
      if (!first) throw new ShardError(shard.path, `expected photo "${id}" to have crops`);
      return first.bytes();
    },
    ...(size ? { size } : {}),
    ...(split ? { split } : {}),
  };
}
