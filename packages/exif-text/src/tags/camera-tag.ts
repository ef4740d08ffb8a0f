import type { Words } from './tag-words.ts';

/** How a tag's raw value becomes the words of a sentence; see `renderValue`. */
export type ValueKind =
  | { kind: 'text' }
  /** Four characters, as the standard stores them: `0230`. */
  | { kind: 'version' }
  /** Codes 0–6 as `Y, Cb, Cr, -`. */
  | { kind: 'components' }
  /** Shortest and longest focal length, f-number at each: `4.5-36mm f/3.3-6.3`. */
  | { kind: 'lens' }
  /** Index of interoperability rules and what it stands for: `R98 - DCF basic file (sRGB)`. */
  | { kind: 'interoperability' }
  | { kind: 'words'; words: Words }
  /** Seconds: `1/60` up to a quarter of a second, else one decimal. `apex`: the file holds −log₂. */
  | { kind: 'seconds'; apex: boolean }
  /** A number with at most so many decimals. `apex`: the file holds 2·log₂ of it. */
  | { kind: 'decimals'; decimals: number; apex: boolean }
  /** A number with so many significant digits. */
  | { kind: 'significant'; digits: number }
  /** Metres; 0 means unknown, and what the standard stores for infinity is `Infinity`. */
  | { kind: 'distance' }
  /** Up to eight integers, separated by spaces. */
  | { kind: 'integers' }
  /** Bytes of text behind eight that name its character set. */
  | { kind: 'comment' }
  /** Bytes of UTF-16 text, low byte first. */
  | { kind: 'utf16' }
  /** Degrees, minutes and seconds as degrees with six decimals, some 0.1 m. */
  | { kind: 'degrees' };

/** One tag that may enter a sentence. */
export interface CameraTag {
  /** Name in sentences, as Exif 2.32 spells it. */
  name: string;
  /** Name that exiftool prints. */
  exiftool: string;
  /** Tag number in its directory; -1 for what a decoder derives from the file. */
  id: number;
  /** Directory, named as exiftool names its groups; `File` holds what is not EXIF at all. */
  group: 'IFD0' | 'ExifIFD' | 'InteropIFD' | 'GPS' | 'File';
  value: ValueKind;
  /** Unit of the number, which sentences leave out unless asked for it. */
  unit?: string;
  /** Whether it tells who, where or when (`isPrivateTag`) rather than with what. */
  isPrivate: boolean;
}
