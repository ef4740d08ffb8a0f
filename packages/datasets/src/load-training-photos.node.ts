import type { TrainingPhoto } from './batch/training-photo.ts';
import { readPhotoManifest } from './read-photo-manifest.node.ts';
import { type TrainingPhotosOptions, trainingPhotos } from './training-photos.node.ts';

/**
 * The photos of a manifest, ready for `trainingBatch`; their crops are decoded when asked for.
 *
 * @throws ManifestError naming the file and the line
 */
export async function loadTrainingPhotos(
  manifestPath: string,
  options: TrainingPhotosOptions = {},
): Promise<readonly TrainingPhoto[]> {
  return trainingPhotos(await readPhotoManifest(manifestPath), options);
}
