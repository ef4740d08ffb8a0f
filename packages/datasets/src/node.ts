export { sharpResizer } from './chain/sharp-resizer.node.ts';
export { sharpWebpCodec } from './chain/sharp-webp-codec.node.ts';
export { loadTrainingPhotos } from './load-training-photos.node.ts';
export {
  type BatchLoaderOptions,
  batchLoader,
  type LoadedBatch,
} from './loader/batch-loader.node.ts';
export { openPhotoStore } from './loader/open-photo-store.node.ts';
export type { PhotoStore } from './loader/photo-store.ts';
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
  type PhotosFromShardsOptions,
  photosFromShards,
} from './shards/photos-from-shards.node.ts';
export { type ShardPhotosOptions, shardPhotos } from './shards/shard-photos.node.ts';
export type { ShardsSummary, SplitSummary } from './shards/shards-summary.ts';
export { writeShards } from './shards/write-shards.node.ts';
export type { WriteShardsOptions, WriteShardsProgress } from './shards/write-shards-options.ts';
export {
  type PhotosFromFolderOptions,
  photosFromFolder,
} from './sources/photos-from-folder.node.ts';
export {
  type PhotosFromManifestOptions,
  photosFromManifest,
} from './sources/photos-from-manifest.node.ts';
export { type PhotosFromTableOptions, photosFromTable } from './sources/photos-from-table.node.ts';
export {
  type PhotosFromYfcc100mOptions,
  photosFromYfcc100m,
} from './sources/photos-from-yfcc100m.node.ts';
export {
  type SplicePhoto,
  type WriteSplicesOptions,
  writeSplices,
} from './splice/write-splices.node.ts';
export { type TrainingPhotosOptions, trainingPhotos } from './training-photos.node.ts';
