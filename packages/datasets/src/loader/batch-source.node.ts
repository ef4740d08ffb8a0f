import type { BatchComposition } from '../batch/batch-options.ts';
import { type TrainingBatch, trainingBatch } from '../batch/training-batch.ts';
import type { TrainingPhoto } from '../batch/training-photo.ts';
import { sharpResizer } from '../chain/sharp-resizer.node.ts';
import { sharpWebpCodec } from '../chain/sharp-webp-codec.node.ts';
import { photoCropCache } from '../photo-crop-cache.node.ts';
import { openPhotoStore } from './open-photo-store.node.ts';
import type { PhotoStore } from './photo-store.ts';

/** All that batches depend on, as plain values that can be sent to a worker. */
export interface BatchSourceConfig {
  photos: PhotoStore;
  split: 'train' | 'val';
  seed: number | string;
  cacheBytes: number;
  composition: BatchComposition;
}

/**
 * A function from the number of a step to its batch; batches are prepared one after another. The
 * photos are opened at the first.
 */
export function batchSource({
  photos,
  split,
  seed,
  cacheBytes,
  composition,
}: BatchSourceConfig): (step: number) => Promise<TrainingBatch> {
  const options = { ...composition, seed, resizer: sharpResizer, webp: sharpWebpCodec };
  let opened: Promise<readonly TrainingPhoto[]> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    opened ??= openPhotoStore(photos, { split, cache: photoCropCache({ maxBytes: cacheBytes }) });
    const all = opened;
    const batch = last.then(async () => trainingBatch(await all, { ...options, step }));
    last = batch.catch(() => undefined);
    return batch;
  };
}
