import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledLocation, isBundledModel } from './bundled-location.ts';
import { fetchModelFiles } from './fetch-model-files.ts';
import { hubFiles } from './hub-files.node.ts';
import type { ModelFiles, OpenModelOptions } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';
import { parseHubId } from './parse-hub-id.ts';

/**
 * Finds a model folder in Node.
 *
 * @param source the name of a bundled model, a path, an http(s) or file URL, or the id of a model
 * on the Hugging Face hub where there is no folder of that path
 */
export function openModelFiles(
  source: string | URL,
  { hub = {} }: OpenModelOptions = {},
): ModelFiles {
  const url = asUrl(source);
  if (url?.protocol === 'file:') return folderFiles(fileURLToPath(url));
  if (url !== undefined) return fetchModelFiles(url);
  const path = String(source);
  const id = existsSync(path) ? undefined : parseHubId(path);
  return id === undefined ? folderFiles(resolve(path)) : hubFiles(id, hub);
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
