export {
  createFrozenEncoder,
  type FrozenEncoder,
  type FrozenEncoderOptions,
} from './frozen/create-frozen-encoder.ts';
export type { EmbeddingCache } from './frozen/embedding-cache.ts';
export type { FrozenDtype } from './frozen/frozen-dtype.ts';
export { FrozenModelError } from './frozen/frozen-model-error.ts';
export type { Pooling } from './frozen/pool-states.ts';
export { loadTransformers } from './load-transformers.ts';
export { PackageMissingError } from './package-missing-error.ts';
