export { colorNegative } from './color-negative.ts';
export {
  createOnnxFeatureEncoder,
  type FeatureGraphs,
  featureOutputName,
  type OnnxFeatureEncoderOptions,
  statisticsInputName,
  tileInputName,
} from './create-onnx-feature-encoder.ts';
export {
  createOnnxPatchEncoder,
  embeddingOutputName,
  type OnnxPatchEncoderOptions,
  patchInputName,
} from './create-onnx-patch-encoder.ts';
export { type EncodeGridOptions, encodeGrid } from './encode-grid.ts';
export {
  type EncodeGridConvolutionallyOptions,
  encodeGridConvolutionally,
} from './encode-grid-convolutionally.ts';
export { extractPatches } from './extract-patches.ts';
export type { FeatureEncoder } from './feature-encoder.ts';
export type { FeatureGeometry, Pooling } from './feature-geometry.ts';
export { type GridForBudgetOptions, gridForBudget } from './grid-for-budget.ts';
export { ImageTooSmallError } from './image-too-small-error.ts';
export type { EncodeOptions, PatchEncoder } from './patch-encoder.ts';
export { type PatchGrid, type PatchGridOptions, patchGrid } from './patch-grid.ts';
export { type RandomCropsOptions, randomCrops } from './random-crops.ts';
