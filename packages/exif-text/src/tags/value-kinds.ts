import type { ValueKind } from './camera-tag.ts';
import { TAG_WORDS, type WordsName } from './tag-words.ts';

// The kinds of value that the tables of tags use more than once, by short names.

export const text: ValueKind = { kind: 'text' };
export const version: ValueKind = { kind: 'version' };
export const integer: ValueKind = { kind: 'decimals', decimals: 0, apex: false };
export const oneDecimal: ValueKind = { kind: 'decimals', decimals: 1, apex: false };
export const twoDecimals: ValueKind = { kind: 'decimals', decimals: 2, apex: false };
export const apexFNumber: ValueKind = { kind: 'decimals', decimals: 1, apex: true };
export const threeDigits: ValueKind = { kind: 'significant', digits: 3 };

export function words(name: WordsName): ValueKind {
  return { kind: 'words', words: TAG_WORDS[name] };
}
