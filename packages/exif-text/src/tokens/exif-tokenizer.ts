import { exifTokenizerJson } from './exif-tokenizer-json.ts';
import type { SubwordTokenizer } from './subword-tokenizer.ts';
import { tokenizerFromJson } from './tokenizer-from-json.ts';

/** Nearly twice the 276 tokens of the longest sentence, of any style, of 1,052 photos. */
const MAX_LENGTH = 512;

/**
 * The tokenizer of the embedded EXIF vocabulary: nothing is read or fetched. Every sentence of
 * printable ASCII has tokens without `[UNK]`, and `decode` gives it back.
 */
export function exifTokenizer(): SubwordTokenizer {
  const config = { pad_token: '[PAD]', clean_up_tokenization_spaces: false };
  return tokenizerFromJson(exifTokenizerJson(), { id: 'exif', config, maxLength: MAX_LENGTH });
}
