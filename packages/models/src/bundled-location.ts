/** The models that this package brings along. */
export const bundledModels = ['base'] as const;

/** The name of a model that this package brings along. */
export type BundledModel = (typeof bundledModels)[number];

/** The model that is used where none is named. */
export const defaultModel: BundledModel = 'base';

/** Whether a model source is the name of a bundled model. */
export function isBundledModel(source: string): source is BundledModel {
  return (bundledModels as readonly string[]).includes(source);
}

/** Where a bundled model lies, as a URL that ends in a slash. */
export function bundledLocation(model: BundledModel): URL {
  return new URL(`../weights/${model}/`, import.meta.url);
}
