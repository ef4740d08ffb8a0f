export { bagTower } from './bag-tower.ts';
export { type InitBagTowerOptions, initBagTower } from './init-bag-tower.ts';
