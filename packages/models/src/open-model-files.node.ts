import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledLocation, isBundledModel } from './bundled-location.ts';
import { fetchModelFiles } from './fetch-model-files.ts';
import type { ModelFiles } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';

/**
 * Finds a model folder in Node.
 *
 * @param source the name of a bundled model, a path, or an http(s) or file URL
 */
export function openModelFiles(source: string | URL): ModelFiles {
  const url = asUrl(source);
  if (url === undefined) return folderFiles(resolve(String(source)));
  return url.protocol === 'file:' ? folderFiles(fileURLToPath(url)) : fetchModelFiles(url);
}

function asUrl(source: string | URL): URL | undefined {
  if (source instanceof URL) return source;
  if (isBundledModel(source)) return bundledLocation(source);
  return /^(https?|file):\/\//.test(source) ? new URL(source) : undefined;
}

function folderFiles(folder: string): ModelFiles {
  return {
    location: folder,
    async read(file, { signal } = {}) {
      const path = join(folder, file);
      return readFile(path, { signal }).catch((cause: NodeJS.ErrnoException) => {
        if (signal?.aborted) throw cause;
        const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
        throw new ModelFolderError(path, `${why}; a model folder has one`, { cause });
      });
    },
  };
}
