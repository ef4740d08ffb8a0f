import type { TrainingPhoto } from '../batch/training-photo.ts';
import { type PhotoCropCache, photoCropCache } from '../photo-crop-cache.node.ts';
import { openShard } from './open-shard.node.ts';
import { readRange } from './read-range.node.ts';
import { IMAGE_EXTENSIONS } from './scan-shard.node.ts';
import { ShardError } from './shard-error.ts';
import { shardFiles } from './shard-files.node.ts';
import type { ShardSample } from './shard-index.ts';

export interface ShardPhotosOptions {
  /** Which photos; of shards that say no split, all. @defaultValue 'train' */
  split?: 'train' | 'val';
  /** Keeps decoded crops. @defaultValue a `photoCropCache` of its own */
  cache?: PhotoCropCache;
  /** Whether every shard is read whole and its SHA-256 compared. @defaultValue false */
  verify?: boolean;
}

/**
 * The photos of a folder of shards, ready for `trainingBatch`; their crops are read and decoded
 * when asked for. Shards without an index are read too.
 *
 * @throws ShardError naming the file that is absent, cut off, or not what its index says
 */
export async function shardPhotos(
  folder: string,
  { split = 'train', cache = photoCropCache(), verify = false }: ShardPhotosOptions = {},
): Promise<readonly TrainingPhoto[]> {
  const photos: TrainingPhoto[] = [];
  for (const shard of await shardFiles(folder)) {
    if (shard.entry && shard.entry.split !== split) continue;
    for (const photo of await openShard(shard, { verify })) {
      if ((photo.split ?? split) !== split) continue;
      const { id, group, tags, colourChart, lowTexture, samples } = photo;
      const crop = (sample: ShardSample): ReturnType<PhotoCropCache['get']> =>
        cache.get(`${shard.path}#${sample.key}`, () => imageBytes(shard.path, sample));
      const crops = (): ReturnType<TrainingPhoto['crops']> => Promise.all(samples.map(crop));
      photos.push({ id, group, tags, colourChart, lowTexture, crops });
    }
  }
  return photos;
}

/**
 * The bytes of a sample's image.
 *
 * @throws ShardError for a sample without an image, and for a shard that is cut off
 */
export async function imageBytes(path: string, { key, members }: ShardSample): Promise<Uint8Array> {
  for (const extension of IMAGE_EXTENSIONS) {
    const place = members[extension];
    if (place) return readRange(path, ...place);
  }
  throw new ShardError(path, `expected sample "${key}" to have an image`);
}
