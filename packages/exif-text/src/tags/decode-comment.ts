import { decodeUtf16 } from './decode-utf16.ts';

/** Characters that are decoded of a comment; a sentence keeps far fewer. */
const LONGEST = 2048;

/**
 * The text of a user comment: eight bytes that name the character set, and the bytes behind them.
 *
 * @see Exif 2.32, 4.6.5 (UserComment); JIS is not decoded
 */
export function decodeComment(bytes: readonly number[]): string {
  const set = String.fromCharCode(...bytes.slice(0, 8));
  const content = bytes.slice(8, 8 + LONGEST);
  if (set.startsWith('UNICODE')) {
    // Its byte order is that of the file or of its writer: letters tell by where their zeros are.
    const zeros = (odd: number): number =>
      content.filter((b, i) => b === 0 && i % 2 === odd).length;
    return decodeUtf16(content, zeros(0) > zeros(1) ? 'utf-16be' : 'utf-16le');
  }
  return new TextDecoder().decode(Uint8Array.from(content)).replace(/\0.*$/s, '');
}
