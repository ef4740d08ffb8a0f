import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubwordTokenizer } from './subword-tokenizer.ts';
import { tokenizerFromJson } from './tokenizer-from-json.ts';
import { TokenizerLoadError } from './tokenizer-load-error.ts';

type Contents = Record<string, unknown>;

/**
 * The tokenizer of a local folder: `tokenizer.json` and, where there is one,
 * `tokenizer_config.json`, as Hugging Face models have them. Nothing is fetched.
 *
 * @throws TokenizerLoadError that names the file which is missing or damaged
 */
export async function loadTokenizer(folder: string): Promise<SubwordTokenizer> {
  const contents = await readJson(folder, 'tokenizer.json');
  if (contents === undefined) {
    throw new TokenizerLoadError(
      folder,
      'expected a file tokenizer.json in the folder, found none',
    );
  }
  const config = (await readJson(folder, 'tokenizer_config.json')) ?? {};
  try {
    return tokenizerFromJson(contents, { id: folder, config });
  } catch (cause) {
    throw new TokenizerLoadError(folder, (cause as Error).message.slice(folder.length + 2), {
      cause,
    });
  }
}

/** The object in a file of the folder, or undefined where there is no such file. */
async function readJson(folder: string, name: string): Promise<Contents | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
    throw new TokenizerLoadError(folder, `${name} cannot be read: ${cause.message}`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    const contents: unknown = JSON.parse(text);
    if (typeof contents === 'object' && contents !== null) return contents as Contents;
  } catch (cause) {
    throw new TokenizerLoadError(folder, `expected JSON in ${name}, got: ${String(cause)}`, {
      cause,
    });
  }
  throw new TokenizerLoadError(folder, `expected a JSON object in ${name}, got another value`);
}
