import type { ValueKind } from './camera-tag.ts';
import { cleanText } from './clean-text.ts';
import { decodeComment } from './decode-comment.ts';
import { decodeUtf16 } from './decode-utf16.ts';
import { printedNumbers } from './printed-numbers.ts';
import { printedDegrees, renderDegrees } from './render-degrees.ts';
import { parseLens, renderLens } from './render-lens.ts';
import { roundHalfEven } from './round-half-even.ts';
import type { Words } from './tag-words.ts';

/**
 * A value before rendering: text as stored or as exiftool printed it, or the numbers of the field
 * (quotients of rationals, with NaN for 0/0 and ±Infinity for n/0; bytes; codes).
 */
export type RawValue = string | readonly number[];

/** What stands for a number without a value, such as the rational 0/0. */
const UNKNOWN = 'Unknown';
const COMPONENTS = ['-', 'Y', 'Cb', 'Cr', 'R', 'G', 'B'];
const INTEROPERABILITY: Readonly<Record<string, string>> = {
  R98: 'R98 - DCF basic file (sRGB)',
  R03: 'R03 - DCF option file (Adobe RGB)',
  THM: 'THM - DCF thumbnail file',
};

/**
 * The one canonical rendering of a tag's value. A printed value renders to itself, so that a
 * decoder's numbers and exiftool's words meet in the same string.
 *
 * @returns undefined where there is nothing to say (an empty or unreadable value)
 */
export function renderValue(kind: ValueKind, raw: RawValue): string | undefined {
  const rendered = typeof raw === 'string' ? renderPrinted(kind, raw) : renderNumbers(kind, raw);
  return rendered === undefined || rendered === '' ? undefined : cleanText(rendered);
}

function renderPrinted(kind: ValueKind, raw: string): string | undefined {
  const text = cleanText(raw);
  switch (kind.kind) {
    case 'text':
    case 'comment':
    case 'utf16':
      return canonicalText(text);
    case 'version':
    case 'components':
      return text;
    case 'interoperability':
      return INTEROPERABILITY[text.slice(0, 3)] ?? unknownWord(text);
    case 'words':
      return printedWord(kind.words, text);
    case 'lens':
      return printedLens(text);
    case 'degrees':
      return renderDegrees(printedDegrees(text));
    default:
      return renderNumbers(kind, printedNumbers(text));
  }
}

function renderNumbers(kind: ValueKind, numbers: readonly number[]): string | undefined {
  const first = numbers[0];
  if (first === undefined) return undefined;
  switch (kind.kind) {
    case 'text':
    case 'interoperability':
      return numbers.slice(0, 8).map(String).join(' ');
    case 'version':
      return String.fromCharCode(...numbers.slice(0, 4));
    case 'components':
      return numbers
        .slice(0, 4)
        .map((code) => COMPONENTS[code] ?? `Err (${code})`)
        .join(', ');
    case 'words':
      return word(kind.words, numbers);
    case 'lens':
      return renderLens(numbers);
    case 'degrees':
      return renderDegrees(numbers);
    case 'comment':
      return canonicalText(cleanText(decodeComment(numbers)));
    case 'utf16':
      return canonicalText(cleanText(decodeUtf16(numbers, 'utf-16le')));
    case 'integers':
      return numbers
        .slice(0, 8)
        .map((number) => decimals(number, 0))
        .join(' ');
    case 'seconds':
      return seconds(first);
    case 'decimals':
      // exiftool prints exposure compensation to three digits; others keep more than enough.
      return decimals(kind.decimals === 2 ? Number(first.toPrecision(3)) : first, kind.decimals);
    case 'significant':
      return significant(first, kind.digits);
    case 'distance':
      return distance(first);
  }
}

/** exiftool's JSON holds text that looks like a number as a number: `14.0` comes back as 14. */
function canonicalText(text: string): string {
  const looksNumeric = /^-?(\d|[1-9]\d{1,14})(\.\d{1,16})?(e[-+]?\d{1,3})?$/i.test(text);
  return looksNumeric ? String(Number(text)) : text;
}

function decimals(number: number, places: number): string {
  return Number.isFinite(number) ? roundHalfEven(number, places) : UNKNOWN;
}

function significant(number: number, digits: number): string {
  return Number.isFinite(number) ? String(Number(number.toPrecision(digits))) : UNKNOWN;
}

function distance(metres: number): string {
  // The standard writes infinity as the numerator 2³² − 1; no lens focuses beyond 1,000 km.
  if (metres > 1e6) return 'Infinity';
  return metres > 0 ? significant(metres, 3) : UNKNOWN;
}

function seconds(time: number): string {
  if (!Number.isFinite(time)) return UNKNOWN;
  if (time > 0 && time < 0.25001) return `1/${Math.floor(0.5 + 1 / time)}`;
  return roundHalfEven(time, 1);
}

function word(words: Words, codes: readonly number[]): string {
  // Some cameras pad a one-byte code with zeros to fill the field.
  const padded = codes.slice(1).every((code) => code === 0);
  const known = padded ? words[codes[0]!] : undefined;
  return known ?? `${UNKNOWN} (${(padded ? codes.slice(0, 1) : codes.slice(0, 8)).join(' ')})`;
}

function printedWord(words: Words, text: string): string | undefined {
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return word(words, [Number(text)]);
  const code = /^Unknown \((0x[0-9a-f]+|\d+)\)$/i.exec(text)?.[1];
  if (code !== undefined) return word(words, [Number(code)]);
  const lower = text.toLowerCase();
  return Object.values(words).find((known) => known.toLowerCase() === lower) ?? text;
}

function unknownWord(text: string): string {
  return text === '' || text.startsWith(UNKNOWN) ? text : `${UNKNOWN} (${text})`;
}

function printedLens(text: string): string {
  const numbers = parseLens(text);
  return numbers === undefined ? text : renderLens(numbers);
}
