import { padTokens } from './pad-tokens.ts';
import { type SpecialTokens, specialTokens } from './special-tokens.ts';
import type { EncodeTextsOptions, SubwordTokenizer } from './subword-tokenizer.ts';
import type { TextCodec } from './text-codec.ts';
import { truncateTokens } from './truncate-tokens.ts';

/** Batches, truncates and pads what any library of tokenizers makes of single texts. */
export function subwordTokenizerOf(codec: TextCodec): SubwordTokenizer {
  const { id, vocabularySize, padId, maxLength: modelLength } = codec;
  let special: SpecialTokens | undefined;
  return {
    id,
    vocabularySize,
    padId,
    maxLength: modelLength,
    encode(texts, { maxLength = modelLength, pad = 'longest' }: EncodeTextsOptions = {}) {
      special ??= specialTokens(codec.encode('a', true), codec.encode('a', false));
      checkLength(maxLength, special, codec);
      const around = special;
      const rows = texts.map((text) =>
        truncateTokens(codec.encode(text, false), around, maxLength),
      );
      const longest = rows.reduce((most, row) => Math.max(most, row.length), 0);
      return padTokens(rows, pad === 'max' && rows.length > 0 ? maxLength : longest, padId);
    },
    decode: (ids) => codec.decode(Array.from(ids, Number).filter((token) => token !== padId)),
  };
}

function checkLength(maxLength: number, { before, after }: SpecialTokens, codec: TextCodec): void {
  const least = before.length + after.length + 1;
  if (Number.isInteger(maxLength) && maxLength >= least && maxLength <= codec.maxLength) return;
  throw new RangeError(
    `${codec.id}: expected a maxLength of ${least}…${codec.maxLength} tokens, got ${maxLength}`,
  );
}
