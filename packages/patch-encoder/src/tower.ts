export {
  type CompactTowerConfig,
  compactTower,
  compactTowerConfig,
  compactTowerParameters,
  type TowerOptions,
  type TowerResult,
} from './compact-tower.ts';
export { highPassResiduals } from './high-pass-residuals.ts';
