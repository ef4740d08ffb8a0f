export { bagTower } from './tower/bag-tower.ts';
export { type DistilbertConfig, distilbertBaseConfig } from './tower/distilbert-config.ts';
export { distilbertParameters } from './tower/distilbert-parameters.ts';
export { distilbertStates } from './tower/distilbert-states.ts';
export { distilbertTower } from './tower/distilbert-tower.ts';
export { type InitBagTowerOptions, initBagTower } from './tower/init-bag-tower.ts';
export { type InitDistilbertOptions, initDistilbert } from './tower/init-distilbert.ts';
export { initTransformerTower } from './tower/init-transformer-tower.ts';
export { parseDistilbertConfig } from './tower/parse-distilbert-config.ts';
export type { TokenTensors } from './tower/token-tensors.ts';
export { transformerTower } from './tower/transformer-tower.ts';
export {
  type TransformerTowerConfig,
  transformerTowerConfig,
} from './tower/transformer-tower-config.ts';
