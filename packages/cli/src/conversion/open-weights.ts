import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { parseHubId } from '@exifclip/models/node';
import type { StoredTensor } from '@exifclip/nn/safetensors';
import { openWeightFile, type WeightFile } from './open-weight-file.ts';
import {
  type HubFolderOptions,
  hubFolder,
  localFolder,
  readBeside,
  type WeightFolder,
} from './weight-folder.ts';
import type { WeightSource } from './weight-source.ts';

/**
 * Opens weights to be listed or converted.
 *
 * @param name a weight file, a folder that holds some, or the id of a model on the hub
 * @throws RangeError when there is nothing of that name, or no weights are in it
 */
export async function openWeights(
  name: string,
  options: HubFolderOptions = {},
): Promise<WeightSource> {
  const found = await stat(name).catch(() => undefined);
  if (found?.isFile()) {
    const folder = await localFolder(dirname(name));
    return source(name, folder, [await openWeightFile(name, options)], [basename(name)]);
  }
  const folder = await openFolder(name, found?.isDirectory() ?? false, options);
  const chosen = chooseFiles(folder.names);
  if (chosen.length === 0) {
    throw new RangeError(
      `${name}: expected .safetensors, .pth, .pt, .ckpt or .bin files, got none`,
    );
  }
  const files: WeightFile[] = [];
  try {
    for (const file of chosen) files.push(await openWeightFile(await folder.path(file), options));
    return source(name, folder, files, chosen);
  } catch (error) {
    await Promise.all(files.map((file) => file.close()));
    throw error;
  }
}

async function openFolder(
  name: string,
  isFolder: boolean,
  options: HubFolderOptions,
): Promise<WeightFolder> {
  if (isFolder) return localFolder(name);
  const id = parseHubId(name);
  if (id === undefined) throw new RangeError(`${name}: there is no such file or folder`);
  return hubFolder(id, options);
}

/** safetensors before the rest: where both are there, they hold the same. */
function chooseFiles(names: readonly string[]): readonly string[] {
  const ending = (...ends: string[]) =>
    names.filter((name) => ends.some((end) => name.endsWith(end))).sort();
  const safetensors = ending('.safetensors');
  if (safetensors.length > 0) return safetensors;
  const pytorch = ending('.pth', '.pt', '.ckpt', '.bin');
  return pytorch.filter(
    (name) => name === 'pytorch_model.bin' || !/^(training_args|optimizer|scheduler)/.test(name),
  );
}

function source(
  name: string,
  folder: WeightFolder,
  files: readonly WeightFile[],
  names: readonly string[],
): WeightSource {
  return {
    name,
    format: files[0]!.format,
    tensors: together(files, names),
    values: Object.assign({}, ...files.map(({ values }) => values)),
    beside: (file) => readBeside(folder, file),
    close: async () => {
      await Promise.all(files.map((file) => file.close()));
    },
  };
}

/** Shards share no names; where files do, all names get that of their file before them. */
function together(
  files: readonly WeightFile[],
  names: readonly string[],
): ReadonlyMap<string, StoredTensor> {
  const all = files.flatMap(({ tensors }) => [...tensors]);
  const merged = new Map(all);
  if (merged.size === all.length) return merged;
  return new Map(
    files.flatMap(({ tensors }, i) => {
      const stem = names[i]!.replace(/\.[^.]*$/, '');
      return [...tensors].map(([name, tensor]) => [`${stem}:${name}`, tensor] as const);
    }),
  );
}
