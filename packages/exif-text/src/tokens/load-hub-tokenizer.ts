import { loadTransformers } from '../load-transformers.ts';
import type { SubwordTokenizer } from './subword-tokenizer.ts';
import { subwordTokenizerOf } from './subword-tokenizer-of.ts';
import { TokenizerLoadError } from './tokenizer-load-error.ts';

export interface LoadHubTokenizerOptions {
  /** Branch, tag or commit. @defaultValue 'main' */
  revision?: string;
  /** Whether what is not in transformers.js's cache may be fetched. @defaultValue true */
  allowDownload?: boolean;
}

const LONGEST = 2 ** 20;
const DEFAULT_LENGTH = 512;

/**
 * The tokenizer of a model on the Hugging Face hub, by way of the optional peer
 * `@huggingface/transformers` and its cache.
 *
 * @param id such as `distilbert/distilbert-base-uncased`
 * @throws PackageMissingError when transformers.js is not installed
 * @throws TokenizerLoadError when the hub is out of reach, or has no such tokenizer
 */
export async function loadHubTokenizer(
  id: string,
  { revision = 'main', allowDownload = true }: LoadHubTokenizerOptions = {},
): Promise<SubwordTokenizer> {
  const { AutoTokenizer } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(id, {
    revision,
    local_files_only: !allowDownload,
  }).catch((cause: unknown) => {
    throw new TokenizerLoadError(id, whyNot(cause, allowDownload), { cause });
  });
  const { model_max_length: length, pad_token_id: padId } = tokenizer;
  return subwordTokenizerOf({
    id,
    vocabularySize: tokenizer.get_vocab().size,
    padId: padId ?? 0,
    maxLength: typeof length === 'number' && length <= LONGEST ? length : DEFAULT_LENGTH,
    encode: (text, withSpecial) => tokenizer.encode(text, { add_special_tokens: withSpecial }),
    decode: (ids) => (ids.length === 0 ? '' : tokenizer.decode(ids, { skip_special_tokens: true })),
  });
}

/** transformers.js's reasons in words that say what to do. */
function whyNot(cause: unknown, allowDownload: boolean): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const found = allowDownload
    ? `expected a tokenizer on the hub or in the cache, got neither (${message})`
    : 'expected a tokenizer in the cache, got none, and downloads are not allowed';
  return `${found}; load it once while online, or give its folder to loadTokenizer`;
}
