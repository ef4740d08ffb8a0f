export { defaultRunConfig, type RunConfig, type RunPhase } from './training/config/run-config.ts';
export type { RunSettings } from './training/config/run-settings.ts';
export { type FinishRunOptions, finishRun } from './training/finish-run.ts';
export { type OpenRun, type OpenRunOptions, openRun } from './training/open-run.ts';
export { type BagSideOptions, bagSide } from './training/recipe/bag-side.ts';
export { compactSide } from './training/recipe/compact-side.ts';
export type {
  ImageSide,
  PairedEmbeddings,
  Recipe,
  RecipeLoss,
  TextSide,
} from './training/recipe/recipe.ts';
export { standardLoss } from './training/recipe/standard-loss.ts';
export { standardRecipe } from './training/recipe/standard-recipe.ts';
export {
  type TransformerSideOptions,
  transformerSide,
} from './training/recipe/transformer-side.ts';
export { runValidation } from './training/run-validation.ts';
