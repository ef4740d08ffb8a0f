import { bundledFiles } from './bundled-files.browser.ts';
import { isBundledModel } from './bundled-location.ts';
import { fetchModelFiles } from './fetch-model-files.ts';
import type { ModelFiles, OpenModelOptions } from './model-files.ts';

/**
 * Finds a model folder outside Node.
 *
 * @param source the name of a bundled model, or a URL (relative ones count from the page)
 */
export function openModelFiles(source: string | URL, _options: OpenModelOptions = {}): ModelFiles {
  if (source instanceof URL) return fetchModelFiles(source);
  if (isBundledModel(source)) return bundledFiles(source);
  return fetchModelFiles(new URL(source, globalThis.location?.href));
}
