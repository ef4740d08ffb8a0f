export {
  type BundledModel,
  bundledLocation,
  bundledModels,
  defaultModel,
} from './bundled-location.ts';
export { type LoadModelOptions, loadModel, type Model } from './load-model.ts';
export type { ModelConfig } from './model-config.ts';
export { ModelFolderError } from './model-folder-error.ts';
export { sha256 } from './sha256.ts';
export type { TextEncoder } from './text-encoder.ts';
export type { WhiteningArrays } from './whitening-arrays.ts';
