import { bytesOfView } from './bytes-of-view.ts';

/** The image formats that EXIF is read from, as exiftool names them, and GIF, which has none. */
export type FileType = 'JPEG' | 'TIFF' | 'PNG' | 'WEBP' | 'HEIC' | 'HEIF' | 'AVIF' | 'JXL' | 'GIF';

/** What a file begins with, in hexadecimal digits; dots stand for any. */
const SIGNATURES: ReadonlyArray<readonly [RegExp, FileType]> = [
  [/^ffd8ff/, 'JPEG'],
  [/^(49492a00|4d4d002a)/, 'TIFF'],
  [/^89504e470d0a1a0a/, 'PNG'],
  [/^52494646.{8}57454250/, 'WEBP'],
  [/^.{8}667479706865(69|76)/, 'HEIC'], // brands hei?, hev?
  [/^.{8}66747970617669/, 'AVIF'], // brands avi?
  [/^.{8}667479706d(69|73)6631/, 'HEIF'], // brands mif1, msf1
  [/^(0000000c4a584c20|ff0a)/, 'JXL'],
  [/^47494638(37|39)61/, 'GIF'],
];
const LONGEST = 12;

/** The format that a file begins as, or undefined where it begins as none of them. */
export function fileType(view: DataView): FileType | undefined {
  const head = bytesOfView(view, 0, LONGEST);
  const digits = Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return SIGNATURES.find(([signature]) => signature.test(digits))?.[1];
}
