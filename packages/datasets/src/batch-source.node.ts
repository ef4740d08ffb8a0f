import type { BatchComposition } from './batch/batch-options.ts';
import { type TrainingBatch, trainingBatch } from './batch/training-batch.ts';
import type { PhotoEntry } from './manifest/photo-entry.ts';
import { photoCropCache } from './photo-crop-cache.node.ts';
import { trainingPhotos } from './training-photos.node.ts';

/** All that batches depend on, as plain values that can be sent to a worker. */
export interface BatchSourceConfig {
  entries: readonly PhotoEntry[];
  split: 'train' | 'val';
  seed: number | string;
  cacheBytes: number;
  composition: BatchComposition;
}

/** A function from the number of a step to its batch; batches are prepared one after another. */
export function batchSource({
  entries,
  split,
  seed,
  cacheBytes,
  composition,
}: BatchSourceConfig): (step: number) => Promise<TrainingBatch> {
  const photos = trainingPhotos(entries, {
    split,
    cache: photoCropCache({ maxBytes: cacheBytes }),
  });
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const batch = last.then(() => trainingBatch(photos, { ...composition, seed, step }));
    last = batch.catch(() => undefined);
    return batch;
  };
}
