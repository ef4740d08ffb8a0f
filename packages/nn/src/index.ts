export {
  type BatchNormOptions,
  type BatchNormResult,
  batchNorm,
  batchNormParameters,
} from './batch-norm.ts';
export { type Conv2dOptions, conv2d } from './conv2d.ts';
export { dense } from './dense.ts';
export { embedding } from './embedding.ts';
export { gelu } from './gelu.ts';
export { glorotUniform } from './glorot-uniform.ts';
export { heNormal } from './he-normal.ts';
export { type L2NormalizeOptions, l2Normalize } from './l2-normalize.ts';
export { type LayerNormOptions, layerNorm, layerNormParameters } from './layer-norm.ts';
export { maskedMean } from './masked-mean.ts';
export { type MaxPool2dOptions, maxPool2d } from './max-pool2d.ts';
export {
  type ParameterArrays,
  parametersFromArrays,
  parametersToArrays,
} from './parameter-arrays.ts';
export {
  countParameters,
  disposeParameters,
  type Parameters,
  parameter,
  prefix,
  scope,
} from './parameters.ts';
export { type SelfAttentionOptions, selfAttention } from './self-attention.ts';
export type { TorchParameter } from './torch-parameter.ts';
