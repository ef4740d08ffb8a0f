import {
  type CompactTowerConfig,
  compactTower,
  compactTowerParameters,
} from '@exifclip/patch-encoder/tower';
import type { ImageSide } from './recipe.ts';

/** The compact tower as the image side of a recipe. */
export function compactSide(config: CompactTowerConfig): ImageSide {
  return { parameters: (seed) => compactTowerParameters(seed, config), tower: compactTower };
}
