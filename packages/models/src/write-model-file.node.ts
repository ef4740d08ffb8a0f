import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@exifclip/nn/node';
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
  await replaceFile(join(folder, file), (temporary) => writeFile(temporary, bytes));
  const files = { ...config.files, [file]: entry };
  const text = `${JSON.stringify({ ...config, files }, null, 2)}\n`;
  await replaceFile(path, (temporary) => writeFile(temporary, text));
}
