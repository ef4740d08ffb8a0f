import { type Parameters, prefix } from '@exifclip/nn';
import type { Recipe } from './recipe.ts';

/** Both towers and the loss before the first step. */
export function recipeParameters({ image, text, loss }: Recipe, seed: number): Parameters {
  return {
    ...prefix(image.parameters(seed), 'image'),
    ...prefix(text.parameters(seed), 'text'),
    ...prefix(loss.parameters(seed), 'loss'),
  };
}
