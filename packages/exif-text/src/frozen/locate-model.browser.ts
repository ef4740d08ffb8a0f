import type { LocatedModel } from './located-model.ts';

/** In browsers transformers.js fetches every model itself. */
export async function locateModel(model: string): Promise<LocatedModel> {
  return { source: model, local: false };
}
