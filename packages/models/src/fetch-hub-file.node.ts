import { findCachedFile } from './find-cached-file.node.ts';
import { loadHubClient } from './load-hub-client.node.ts';
import type { HubOptions } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';
import type { HubId } from './parse-hub-id.ts';
import { withProgress } from './with-progress.ts';

export interface FetchHubFileOptions extends HubOptions {
  /** Stops fetching. */
  signal?: AbortSignal;
}

/**
 * Fetches one file of a model on the Hugging Face hub into the cache that all of its tools share,
 * or finds it there; offline, the newest copy in the cache has to do.
 *
 * @returns the file's path in the cache
 * @throws ModelFolderError when the client is not installed, or the file is neither on the hub nor
 * in the cache
 */
export async function fetchHubFile(
  { repo, revision }: HubId,
  file: string,
  options: FetchHubFileOptions = {},
): Promise<string> {
  const { onProgress, cacheDir, signal } = options;
  const { endpoint = process.env['HF_ENDPOINT'], accessToken = process.env['HF_TOKEN'] } = options;
  const name = `${repo}: ${file}`;
  const client = await loadHubClient(name);
  signal?.throwIfAborted();
  try {
    return await client.downloadFileToCacheDir({
      repo,
      path: file,
      revision,
      fetch: withProgress(fetch, { file, onProgress, signal }),
      ...(cacheDir === undefined ? {} : { cacheDir }),
      ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
      ...(accessToken === undefined ? {} : { accessToken }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const cached = await findCachedFile(cacheDir ?? client.getHFHubCachePath(), { repo, file });
    if (cached !== undefined && isOffline(cause)) return cached;
    throw new ModelFolderError(name, whyNot(cause), { cause });
  }
}

/** `fetch` rejects with a TypeError when it reaches nobody; an answer, even a refusal, is none. */
function isOffline(error: unknown): boolean {
  return error instanceof TypeError;
}

function whyNot(error: unknown): string {
  if (isOffline(error)) {
    return 'there is no such folder, and the Hugging Face hub is out of reach; without a network, give a folder';
  }
  const message = error instanceof Error ? error.message : String(error);
  return `there is no such folder, and the Hugging Face hub gave no such file: ${message}`;
}
