import type { TrainingPhoto } from '../batch/training-photo.ts';
import { loadTrainingPhotos } from '../load-training-photos.node.ts';
import { shardPhotos } from '../shards/shard-photos.node.ts';
import type { TrainingPhotosOptions } from '../training-photos.node.ts';
import type { PhotoStore } from './photo-store.ts';

/**
 * The photos of a store in its order, ready for `trainingBatch`.
 *
 * @throws ManifestError or ShardError naming what cannot be read
 */
export async function openPhotoStore(
  { kind, path }: PhotoStore,
  options: TrainingPhotosOptions,
): Promise<readonly TrainingPhoto[]> {
  switch (kind) {
    case 'manifest':
      return loadTrainingPhotos(path, options);
    case 'shards':
      return shardPhotos(path, options);
  }
}
