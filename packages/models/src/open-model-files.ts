import { openModelFiles as openHere } from '#open-model-files';
import type { ModelFiles, OpenModelOptions } from './model-files.ts';

/**
 * Finds a model folder, as `loadModel` does; nothing is read yet.
 *
 * @param source the name of a bundled model, or a URL; in Node also a path, or the id of a model on
 *   the Hugging Face hub where there is no folder of that path; elsewhere relative URLs count from
 *   the page
 */
export function openModelFiles(source: string | URL, options: OpenModelOptions = {}): ModelFiles {
  return openHere(source, options);
}
