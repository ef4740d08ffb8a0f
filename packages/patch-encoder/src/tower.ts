export { compactConvolutionalTower } from './tower/compact-convolutional-tower.ts';
export type { CompactTowerOptions } from './tower/compact-features.ts';
export {
  type CompactTowerConfig,
  compactTower,
  compactTowerConfig,
  compactTowerParameters,
} from './tower/compact-tower.ts';
export type { ConvolutionalTower } from './tower/convolutional-tower.ts';
export {
  createTfjsFeatureEncoder,
  type TfjsFeatureEncoderOptions,
} from './tower/create-tfjs-feature-encoder.ts';
export {
  createTfjsPatchEncoder,
  type TfjsPatchEncoderOptions,
} from './tower/create-tfjs-patch-encoder.ts';
export { highPassResiduals, residualChannels } from './tower/high-pass-residuals.ts';
export type { ImageTower, TowerOptions, TowerResult } from './tower/image-tower.ts';
export { type InitResNetOptions, initResNet } from './tower/init-resnet.ts';
export { normalizeColors } from './tower/normalize-colors.ts';
export { type ResNetOptions, type ResNetResult, resNet } from './tower/resnet.ts';
export {
  type ResNetConfig,
  type ResNetDepth,
  type ResNetStages,
  resNet50Config,
  resNetStages,
} from './tower/resnet-config.ts';
export { resNetConvolutionalTower } from './tower/resnet-convolutional-tower.ts';
export { type ResNetGeometry, resNetGeometry } from './tower/resnet-geometry.ts';
export { resNetParameters } from './tower/resnet-parameters.ts';
export { resNetTower } from './tower/resnet-tower.ts';
