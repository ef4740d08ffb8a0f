export {
  type BatchNormOptions,
  type BatchNormResult,
  batchNorm,
  batchNormParameters,
} from './batch-norm.ts';
export { type Conv2dOptions, conv2d } from './conv2d.ts';
export { dense } from './dense.ts';
export { glorotUniform } from './glorot-uniform.ts';
export { heNormal } from './he-normal.ts';
export { type L2NormalizeOptions, l2Normalize } from './l2-normalize.ts';
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
