import type { PhotoCropsOptions } from './photo-crops.ts';
import type { WriteShardsOptions } from './write-shards-options.ts';

/** All that shards depend on beside their source, with nothing left out. */
export interface ShardSettings extends PhotoCropsOptions {
  valShare: number;
  splitBy: 'auto' | 'group' | 'neighbours';
  maxShardBytes: number;
  maxShardSamples: number;
}

/**
 * The settings of shards, checked.
 *
 * @throws RangeError for a value out of its range
 */
export function shardSettings({
  cropsPerPhoto = 2,
  cropSize = 512,
  leastCropSize = Math.min(128, cropSize),
  maxPixels = 1e8,
  valShare = 0.1,
  splitBy = 'auto',
  seed = 0,
  sentenceStyle = 'tags',
  maxShardBytes = 5e8,
  maxShardSamples = 10_000,
}: WriteShardsOptions): ShardSettings {
  const counts = {
    cropsPerPhoto,
    cropSize,
    leastCropSize,
    maxPixels,
    maxShardBytes,
    maxShardSamples,
  };
  for (const [name, value] of Object.entries(counts)) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new RangeError(`expected ${name} to be a whole number of at least 1, got ${value}`);
  }
  if (cropSize % 16 !== 0) {
    throw new RangeError(`expected cropSize to be a multiple of 16, got ${cropSize}`);
  }
  if (leastCropSize > cropSize) {
    throw new RangeError(
      `expected leastCropSize to be at most cropSize, got ${leastCropSize} and ${cropSize}`,
    );
  }
  if (!(valShare >= 0 && valShare <= 1)) {
    throw new RangeError(`expected valShare to be 0…1, got ${valShare}`);
  }
  return { ...counts, valShare, splitBy, seed, sentenceStyle };
}
