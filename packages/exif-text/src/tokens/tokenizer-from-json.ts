import { Tokenizer } from '@huggingface/tokenizers';
import type { SubwordTokenizer } from './subword-tokenizer.ts';
import { subwordTokenizerOf } from './subword-tokenizer-of.ts';

export interface TokenizerFromJsonOptions {
  /** Names the vocabulary in errors. @defaultValue 'tokenizer.json' */
  id?: string;
  /** Contents of `tokenizer_config.json`. @defaultValue none */
  config?: Readonly<Record<string, unknown>>;
  /** Most tokens of a text. @defaultValue `model_max_length` of the configuration, else 512 */
  maxLength?: number;
}

/** A `model_max_length` beyond this stands for "any", and some files hold 10³⁰. */
const LONGEST = 2 ** 20;
const DEFAULT_LENGTH = 512;

/**
 * A tokenizer from the contents of a Hugging Face `tokenizer.json` (WordPiece, BPE, Unigram), run
 * by @huggingface/tokenizers. Nothing is fetched.
 *
 * @throws TypeError when the contents are no tokenizer
 */
export function tokenizerFromJson(
  contents: Readonly<Record<string, unknown>>,
  { id = 'tokenizer.json', config = {}, maxLength }: TokenizerFromJsonOptions = {},
): SubwordTokenizer {
  const tokenizer = construct(contents, config, id);
  const size = tokenizer.get_vocab(true).size;
  return subwordTokenizerOf({
    id,
    vocabularySize: size,
    padId: padId(tokenizer, config),
    maxLength: maxLength ?? configuredLength(config),
    encode: (text, withSpecial) => tokenizer.encode(text, { add_special_tokens: withSpecial }).ids,
    decode: (ids) =>
      // The library refuses to decode nothing.
      ids.length === 0 ? '' : tokenizer.decode(ids, { skip_special_tokens: true }),
  });
}

function construct(contents: object, config: object, id: string): Tokenizer {
  try {
    const tokenizer = new Tokenizer(contents, config);
    tokenizer.encode('a');
    return tokenizer;
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`${id}: expected the contents of a tokenizer.json, got: ${got}`, { cause });
  }
}

/** The configured token, else one by a usual name, else 0: the attention mask hides it anyway. */
function padId(tokenizer: Tokenizer, { pad_token }: Readonly<Record<string, unknown>>): number {
  const configured = typeof pad_token === 'string' ? [pad_token] : [];
  const ids = [...configured, '[PAD]', '<pad>'].map((token) => tokenizer.token_to_id(token));
  return ids.find((found) => found !== undefined) ?? 0;
}

function configuredLength({ model_max_length }: Readonly<Record<string, unknown>>): number {
  const isLength = typeof model_max_length === 'number' && model_max_length <= LONGEST;
  return isLength ? model_max_length : DEFAULT_LENGTH;
}
