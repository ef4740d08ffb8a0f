import { readFile } from 'node:fs/promises';
import { fetchHubFile } from './fetch-hub-file.node.ts';
import type { HubOptions, ModelFiles } from './model-files.ts';
import type { HubId } from './parse-hub-id.ts';

/** Reads a model folder on the Hugging Face hub, through the cache. */
export function hubFiles(id: HubId, options: HubOptions): ModelFiles {
  return {
    location: `${id.repo}@${id.revision}`,
    async read(file, { signal } = {}) {
      const path = await fetchHubFile(id, file, { ...options, ...(signal ? { signal } : {}) });
      return readFile(path, { signal });
    },
  };
}
