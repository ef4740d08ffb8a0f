import { bundledLocation, isBundledModel } from './bundled-location.ts';
import { fetchModelFiles } from './fetch-model-files.ts';
import type { ModelFiles } from './model-files.ts';

/**
 * Finds a model folder outside Node.
 *
 * @param source the name of a bundled model, or a URL (relative ones count from the page)
 */
export function openModelFiles(source: string | URL): ModelFiles {
  if (source instanceof URL) return fetchModelFiles(source);
  if (isBundledModel(source)) return fetchModelFiles(bundledLocation(source));
  return fetchModelFiles(new URL(source, globalThis.location?.href));
}
