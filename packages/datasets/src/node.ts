export { type BatchLoaderOptions, batchLoader, type LoadedBatch } from './batch-loader.node.ts';
export { loadTrainingPhotos } from './load-training-photos.node.ts';
export {
  type PhotoCropCache,
  type PhotoCropCacheOptions,
  photoCropCache,
} from './photo-crop-cache.node.ts';
export { readBenchmark } from './read-benchmark.node.ts';
export {
  type ReadForgeryManifestOptions,
  readForgeryManifest,
} from './read-forgery-manifest.node.ts';
export { readPhotoManifest } from './read-photo-manifest.node.ts';
export {
  type PhotosFromFolderOptions,
  photosFromFolder,
} from './sources/photos-from-folder.node.ts';
export { type TrainingPhotosOptions, trainingPhotos } from './training-photos.node.ts';
