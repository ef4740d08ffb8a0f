import { fileURLToPath } from 'node:url';
import { bundledLocation, bundledModels } from '@exifclip/models';

/** The folder that a model is written into: a bundled model's, by its name, or the path itself. */
export function modelFolderOf(model: string): string {
  const bundled = bundledModels.find((name) => name === model);
  return bundled === undefined ? model : fileURLToPath(bundledLocation(bundled));
}
