export {
  createOnnxPatchEncoder,
  embeddingOutputName,
  type OnnxPatchEncoderOptions,
  patchInputName,
} from './create-onnx-patch-encoder.ts';
export { type EncodeGridOptions, encodeGrid } from './encode-grid.ts';
export { extractPatches } from './extract-patches.ts';
export { type GridForBudgetOptions, gridForBudget } from './grid-for-budget.ts';
export { ImageTooSmallError } from './image-too-small-error.ts';
export type { EncodeOptions, PatchEncoder } from './patch-encoder.ts';
export { type PatchGrid, type PatchGridOptions, patchGrid } from './patch-grid.ts';
