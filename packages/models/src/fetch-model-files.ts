import type { ModelFiles } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';

/** Reads a model folder from a URL. */
export function fetchModelFiles(folder: URL, fetchFile: typeof fetch = fetch): ModelFiles {
  const base = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
  return {
    location: base.href,
    async read(file, { signal } = {}) {
      const url = new URL(file, base);
      const response = await fetchFile(url, signal === undefined ? {} : { signal }).catch(
        (cause: unknown) => {
          if (signal?.aborted) throw cause;
          throw new ModelFolderError(url.href, 'could not be fetched', { cause });
        },
      );
      if (!response.ok) {
        throw new ModelFolderError(url.href, `could not be fetched: status ${response.status}`);
      }
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
