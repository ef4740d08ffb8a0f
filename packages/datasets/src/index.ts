export type { BatchComposition, TrainingBatchOptions } from './batch/batch-options.ts';
export { type TrainingBatch, trainingBatch } from './batch/training-batch.ts';
export type { TrainingPhoto } from './batch/training-photo.ts';
export type { Benchmark, BenchmarkFiles } from './benchmarks/benchmark.ts';
export { type BenchmarkEntries, benchmarkEntries } from './benchmarks/benchmark-entries.ts';
export { BenchmarkLayoutError } from './benchmarks/benchmark-layout-error.ts';
export { benchmarks } from './benchmarks/benchmarks.ts';
export { type MaskReading, plainMask } from './benchmarks/mask-reading.ts';
export { readMask } from './benchmarks/read-mask.ts';
export { syntheticFinishes } from './benchmarks/synthetic-finishes.ts';
export { syntheticOriginal } from './benchmarks/synthetic-original.ts';
export { type SyntheticSplice, syntheticSplice } from './benchmarks/synthetic-splice.ts';
export type { LensPlace } from './camera/bend-plane.ts';
export type {
  BayerPhase,
  CameraProfile,
  DemosaicMethod,
  Denoise,
  LensBend,
} from './camera/camera-profile.ts';
export { exifOfProfile } from './camera/exif-of-profile.ts';
export { perturbProfile } from './camera/perturb-profile.ts';
export { profileFromExif } from './camera/profile-from-exif.ts';
export { profileFromTags } from './camera/profile-from-tags.ts';
export { profileTags } from './camera/profile-tags.ts';
export { type RandomProfileOptions, randomProfile } from './camera/random-profile.ts';
export { type SimulateCameraOptions, simulateCamera } from './camera/simulate-camera.ts';
export { applyChain } from './chain/apply-chain.ts';
export { applyStep, type ProcessingOptions } from './chain/apply-step.ts';
export { canvasWebpCodec } from './chain/canvas-webp-codec.ts';
export { chainTags } from './chain/chain-tags.ts';
export { describeStep } from './chain/describe-step.ts';
export { type PatchPlan, type PatchStage, patchPlan } from './chain/patch-plan.ts';
export { processPatch } from './chain/process-patch.ts';
export type {
  ChromaSampling,
  GridPhase,
  ProcessingStep,
  ResizeKernel,
  WideSpace,
} from './chain/processing-step.ts';
export { type RandomChainOptions, randomChain } from './chain/random-chain.ts';
export type { ResizeCodec } from './chain/resize-codec.ts';
export { resizeImage } from './chain/resize-image.ts';
export { type SocialService, socialChain, socialServices } from './chain/social-chain.ts';
export type { WebpCodec } from './chain/webp-codec.ts';
export { type DistortImageOptions, distortImage } from './distort/distort-image.ts';
export { directJpegCodec } from './jpeg/direct-jpeg-codec.ts';
export { imageJpegCodec } from './jpeg/image-jpeg-codec.ts';
export type { ChromaSubsampling, JpegCodec, JpegSettings } from './jpeg/jpeg-codec.ts';
export type { QuantizationFamily } from './jpeg/quantization-family.ts';
export type { ForgeryEntry } from './manifest/forgery-entry.ts';
export { ManifestError } from './manifest/manifest-error.ts';
export type { PhotoCrop, PhotoEntry } from './manifest/photo-entry.ts';
export { forkSeed } from './random/fork-seed.ts';
export type { SeedPart } from './random/hash-seed.ts';
export { createRandom, type Random, type RandomState, restoreRandom } from './random/random.ts';
export { proceduralScene } from './scene/procedural-scene.ts';
export { ShardError } from './shards/shard-error.ts';
export type { PhotoCut, PhotoRecord } from './sources/photo-record.ts';
export type {
  PhotoSource,
  PhotoSourceOptions,
  PhotoSourceSummary,
  ReadPhotosOptions,
} from './sources/photo-source.ts';
export type { SkippedPhoto, SkipReason } from './sources/skipped-photo.ts';
export type { SpliceRegion } from './splice/donor-region.ts';
export type { Blend } from './splice/paste-cutout.ts';
export type { Point, Polygon } from './splice/polygon.ts';
export { type RandomRegionOptions, randomRegion } from './splice/random-region.ts';
export {
  type SplicedImage,
  type SpliceImagesOptions,
  spliceImages,
} from './splice/splice-images.ts';
export {
  type SpliceRecord,
  type SynthesizedSplice,
  type SynthesizeSpliceOptions,
  synthesizeSplice,
} from './splice/synthesize-splice.ts';
