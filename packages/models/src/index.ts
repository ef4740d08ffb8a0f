export {
  type BundledModel,
  bundledLocation,
  bundledModels,
  defaultModel,
} from './bundled-location.ts';
export type { Calibration, CalibrationCurve } from './calibration.ts';
export {
  type LoadModelOptions,
  loadModel,
  type Model,
  type PatchEncoderOptions,
  type StoredWeights,
} from './load-model.ts';
export type { FileEntry, ModelConfig } from './model-config.ts';
export type { HubOptions, ModelFiles, OpenModelOptions } from './model-files.ts';
export { ModelFolderError } from './model-folder-error.ts';
export { openModelFiles } from './open-model-files.ts';
export { sha256 } from './sha256.ts';
export type { TextEncoder } from './text-encoder.ts';
export type {
  BagEncoderConfig,
  OnnxEncoderConfig,
  SentenceConfig,
  TextEncoderConfig,
} from './text-encoder-config.ts';
export { textOutputName, tokenInputNames } from './text-graph-names.ts';
export type { WhiteningArrays } from './whitening-arrays.ts';
export {
  createPixelReader,
  type PixelReader,
  type PixelReaderOptions,
} from './zero-shot/create-pixel-reader.ts';
export { type EmbedImageOptions, embedImage, type PatchedImage } from './zero-shot/embed-image.ts';
export { ifdSentence } from './zero-shot/ifd-sentence.ts';
export { meanEmbedding } from './zero-shot/mean-embedding.ts';
export type { MetadataReference } from './zero-shot/metadata-reference.ts';
export { metadataScores } from './zero-shot/metadata-scores.ts';
export {
  type PredictTagsOptions,
  predictTags,
  type RankedValue,
} from './zero-shot/predict-tags.ts';
export { referenceAuc } from './zero-shot/reference-auc.ts';
export { type Retrieval, type RetrieveOptions, retrieve } from './zero-shot/retrieve.ts';
export {
  type MetadataFit,
  type MetadataStanding,
  type MetadataVerdict,
  type TaggedImage,
  type VerifyMetadataOptions,
  verifyMetadata,
} from './zero-shot/verify-metadata.ts';
