import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseHubId } from '@exifclip/models/node';
import { type HubFolderOptions, hubFolder, localFolder, readBeside } from './weight-folder.ts';
import type { WeightSource } from './weight-source.ts';

/** The files of a vocabulary. */
export interface TokenizerFiles {
  /** A `tokenizer.json`. */
  tokenizer: Uint8Array;
  /** A `tokenizer_config.json`. */
  tokenizerConfig: Uint8Array | undefined;
}

/** The model whose vocabulary the published text tower has, and its size. */
const publishedVocabulary = { id: 'distilbert/distilbert-base-uncased', size: 30522 };

export interface FindTokenizerOptions extends HubFolderOptions {
  /** A folder or the id of a model on the hub; else what lies beside the weights is taken. */
  from?: string | undefined;
  /** Rows of the tower's table. */
  vocabularySize: number;
}

/**
 * Finds the vocabulary of a text tower: where it is said to be, beside the weights, or, if it has
 * the size of the published one, on the hub.
 *
 * @throws RangeError when there is none, or it has more tokens than the tower
 */
export async function findTokenizer(
  weights: WeightSource,
  { from, vocabularySize, ...options }: FindTokenizerOptions,
): Promise<TokenizerFiles> {
  const found = from === undefined ? await filesOf(weights.beside) : await filesIn(from, options);
  const files = found ?? (await publishedFiles(weights, vocabularySize, options));
  const tokens = countTokens(files.tokenizer, from ?? weights.name);
  if (tokens > vocabularySize) {
    throw new RangeError(
      `${from ?? weights.name}: expected a vocabulary of at most ${vocabularySize} tokens, got ${tokens}`,
    );
  }
  return files;
}

async function filesIn(
  from: string,
  options: HubFolderOptions,
): Promise<TokenizerFiles | undefined> {
  const isFolder = await stat(from)
    .then((found) => found.isDirectory())
    .catch(() => false);
  const id = isFolder ? undefined : parseHubId(from);
  if (!isFolder && id === undefined) throw new RangeError(`${from}: there is no such folder`);
  const folder = id === undefined ? await localFolder(from) : await hubFolder(id, options);
  const files = await filesOf((name) => readBeside(folder, name));
  if (files === undefined)
    throw new RangeError(`${join(from, 'tokenizer.json')}: there is no such file`);
  return files;
}

async function filesOf(read: WeightSource['beside']): Promise<TokenizerFiles | undefined> {
  const tokenizer = await read('tokenizer.json');
  if (tokenizer === undefined) return undefined;
  return { tokenizer, tokenizerConfig: await read('tokenizer_config.json') };
}

async function publishedFiles(
  { name }: WeightSource,
  vocabularySize: number,
  options: HubFolderOptions,
): Promise<TokenizerFiles> {
  const missing = `${name}: expected a tokenizer.json beside it, got none; --tokenizer says where one is, --no-text leaves the text tower out`;
  if (vocabularySize !== publishedVocabulary.size) throw new RangeError(missing);
  try {
    return (await filesIn(publishedVocabulary.id, options))!;
  } catch (cause) {
    throw new RangeError(`${missing} (and ${(cause as Error).message})`, { cause });
  }
}

function countTokens(bytes: Uint8Array, name: string): number {
  const contents = JSON.parse(new TextDecoder().decode(bytes)) as {
    model?: { vocab?: object | unknown[] };
  };
  const vocabulary = contents.model?.vocab;
  if (typeof vocabulary !== 'object') {
    throw new RangeError(`${name}: expected a vocabulary in tokenizer.json, got none`);
  }
  return Object.keys(vocabulary).length;
}
