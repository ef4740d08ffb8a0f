import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchHubFile, type HubId, listHubFiles } from '@exifclip/models/node';
import type { ReadOptions } from '@exifclip/nn/safetensors';

/** A folder of weights, on disk or on the Hugging Face hub. */
export interface WeightFolder {
  readonly names: readonly string[];
  /** Where a file lies on disk; files of the hub are fetched first. */
  path(name: string): Promise<string>;
}

/** A folder on disk. */
export async function localFolder(folder: string): Promise<WeightFolder> {
  return { names: await readdir(folder), path: async (name) => join(folder, name) };
}

export interface HubFolderOptions extends ReadOptions {
  /** Told of what is fetched, in bytes. */
  onFetch?: (file: string, done: number, total: number) => void;
}

/** A model of the hub. */
export async function hubFolder(
  id: HubId,
  { onFetch, signal }: HubFolderOptions = {},
): Promise<WeightFolder> {
  const options = {
    ...(onFetch === undefined ? {} : { onProgress: onFetch }),
    ...(signal === undefined ? {} : { signal }),
  };
  return { names: await listHubFiles(id), path: (name) => fetchHubFile(id, name, options) };
}

/** A small file of a folder; undefined where there is none. */
export async function readBeside(
  folder: WeightFolder,
  name: string,
): Promise<Uint8Array | undefined> {
  return folder.names.includes(name) ? readFile(await folder.path(name)) : undefined;
}
