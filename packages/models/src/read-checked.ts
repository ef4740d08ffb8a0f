import type { ModelConfig } from './model-config.ts';
import type { ModelFiles } from './model-files.ts';
import { ModelFolderError } from './model-folder-error.ts';
import { sha256 } from './sha256.ts';

/**
 * Reads a file of a model folder and compares it with the size and checksum in its configuration.
 *
 * @throws ModelFolderError when it is missing, unlisted or altered
 */
export async function readChecked(
  files: ModelFiles,
  config: ModelConfig,
  file: string,
  options: { signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const listed = config.files[file];
  const name = `${files.location}: ${file}`;
  if (listed === undefined) throw new ModelFolderError(name, 'config.json lists no such file');
  const bytes = await files.read(file, options);
  if (bytes.length !== listed.bytes) {
    throw new ModelFolderError(name, `expected ${listed.bytes} bytes, got ${bytes.length}`);
  }
  const sum = await sha256(bytes);
  if (sum !== listed.sha256) {
    throw new ModelFolderError(name, `expected SHA-256 ${listed.sha256}, got ${sum}`);
  }
  return bytes;
}
