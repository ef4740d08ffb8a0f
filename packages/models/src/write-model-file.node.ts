import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configFile } from './model-file-names.ts';
import { ModelFolderError } from './model-folder-error.ts';
import { parseModelConfig } from './parse-model-config.ts';
import { sha256 } from './sha256.ts';

/**
 * Puts one file into a model folder that is there, in place of an older one, and its size and
 * checksum into the folder's `config.json`.
 *
 * @throws ModelFolderError when the folder holds no model
 */
export async function writeModelFile(
  folder: string,
  file: string,
  bytes: Uint8Array,
): Promise<void> {
  const path = join(folder, configFile);
  const config = parseModelConfig(
    await readFile(path).catch((cause: unknown) => {
      throw new ModelFolderError(path, 'could not be read', { cause });
    }),
    path,
  );
  const entry = { bytes: bytes.length, sha256: await sha256(bytes) };
  await replace(join(folder, file), bytes);
  const files = { ...config.files, [file]: entry };
  await replace(path, `${JSON.stringify({ ...config, files }, null, 2)}\n`);
}

/** Writes beside the place and renames into it, so that no half of a file is ever there. */
async function replace(path: string, contents: Uint8Array | string): Promise<void> {
  const fresh = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(fresh, contents);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
