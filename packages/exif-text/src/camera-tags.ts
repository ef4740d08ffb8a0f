import { TAG_WORDS, type Words, type WordsName } from './tag-words.ts';

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
  | { kind: 'integers' };

/** One camera tag that may enter a sentence. */
export interface CameraTag {
  /** Name in sentences, as Exif 2.32 spells it. */
  name: string;
  /** Name that exiftool prints. */
  exiftool: string;
  /** Tag number in its directory; -1 for what a decoder derives from the file. */
  id: number;
  /** Directory, named as exiftool names its groups; `File` holds what is not EXIF at all. */
  group: 'IFD0' | 'ExifIFD' | 'InteropIFD' | 'File';
  value: ValueKind;
  /** Unit of the number, which sentences leave out. */
  unit?: string;
}

const text: ValueKind = { kind: 'text' };
const version: ValueKind = { kind: 'version' };
const integer: ValueKind = { kind: 'decimals', decimals: 0, apex: false };
const oneDecimal: ValueKind = { kind: 'decimals', decimals: 1, apex: false };
const twoDecimals: ValueKind = { kind: 'decimals', decimals: 2, apex: false };
const apexFNumber: ValueKind = { kind: 'decimals', decimals: 1, apex: true };
const threeDigits: ValueKind = { kind: 'significant', digits: 3 };
const words = (key: WordsName): ValueKind => ({
  kind: 'words',
  words: TAG_WORDS[key],
});

const ifd0 = (id: number, name: string, value: ValueKind, unit?: string): CameraTag =>
  row('IFD0', id, name, name, value, unit);
const exif = (id: number, name: string, value: ValueKind, unit?: string): CameraTag =>
  row('ExifIFD', id, name, name, value, unit);
/** A tag of the Exif directory that exiftool calls by another name. */
const alias = (
  id: number,
  name: string,
  exiftool: string,
  value: ValueKind,
  unit?: string,
): CameraTag => row('ExifIFD', id, name, exiftool, value, unit);
const derived = (name: string, value: ValueKind): CameraTag => row('File', -1, name, name, value);

function row(
  group: CameraTag['group'],
  id: number,
  name: string,
  exiftool: string,
  value: ValueKind,
  unit?: string,
): CameraTag {
  return { name, exiftool, id, group, value, ...(unit === undefined ? {} : { unit }) };
}

/**
 * The camera tags that enter sentences, in the one canonical order: the camera, the exposure, the
 * lens, the scene, the rendering, the file. A tag that is not here is never read; names, serial
 * numbers, dates, comments and places are not here.
 *
 * @see Exif 2.32 (CIPA DC-008-2019), tables 4–15 for names, numbers and codes
 */
export const CAMERA_TAGS: readonly CameraTag[] = [
  ifd0(0x010f, 'Make', text),
  ifd0(0x0110, 'Model', text),
  ifd0(0x0131, 'Software', text),

  exif(0x829a, 'ExposureTime', { kind: 'seconds', apex: false }, 's'),
  exif(0x829d, 'FNumber', oneDecimal),
  exif(0x8822, 'ExposureProgram', words('exposureProgram')),
  alias(0x8827, 'PhotographicSensitivity', 'ISO', integer),
  exif(0x8830, 'SensitivityType', words('sensitivityType')),
  exif(0x8831, 'StandardOutputSensitivity', integer),
  exif(0x8832, 'RecommendedExposureIndex', integer),
  exif(0x8833, 'ISOSpeed', integer),
  exif(0x9201, 'ShutterSpeedValue', { kind: 'seconds', apex: true }, 's'),
  exif(0x9202, 'ApertureValue', apexFNumber),
  exif(0x9203, 'BrightnessValue', threeDigits, 'EV'),
  alias(0x9204, 'ExposureBiasValue', 'ExposureCompensation', twoDecimals, 'EV'),
  exif(0x9205, 'MaxApertureValue', apexFNumber),
  exif(0x9207, 'MeteringMode', words('meteringMode')),
  exif(0x9208, 'LightSource', words('lightSource')),
  exif(0x9209, 'Flash', words('flash')),
  exif(0xa215, 'ExposureIndex', threeDigits),
  exif(0xa402, 'ExposureMode', words('exposureMode')),
  exif(0xa403, 'WhiteBalance', words('whiteBalance')),

  exif(0x920a, 'FocalLength', oneDecimal, 'mm'),
  alias(0xa405, 'FocalLengthIn35mmFilm', 'FocalLengthIn35mmFormat', integer, 'mm'),
  exif(0xa404, 'DigitalZoomRatio', twoDecimals),
  alias(0xa432, 'LensSpecification', 'LensInfo', { kind: 'lens' }, 'mm'),
  exif(0xa433, 'LensMake', text),
  exif(0xa434, 'LensModel', text),

  exif(0x9206, 'SubjectDistance', { kind: 'distance' }, 'm'),
  exif(0x9214, 'SubjectArea', { kind: 'integers' }, 'pixels'),
  exif(0xa40c, 'SubjectDistanceRange', words('subjectDistanceRange')),
  exif(0xa301, 'SceneType', words('sceneType')),
  exif(0xa406, 'SceneCaptureType', words('sceneCaptureType')),

  exif(0xa217, 'SensingMethod', words('sensingMethod')),
  exif(0xa20e, 'FocalPlaneXResolution', integer),
  exif(0xa20f, 'FocalPlaneYResolution', integer),
  exif(0xa210, 'FocalPlaneResolutionUnit', words('resolutionUnit')),
  exif(0xa300, 'FileSource', words('fileSource')),
  exif(0xa401, 'CustomRendered', words('customRendered')),
  exif(0xa407, 'GainControl', words('gainControl')),
  exif(0xa408, 'Contrast', words('contrast')),
  exif(0xa409, 'Saturation', words('saturation')),
  exif(0xa40a, 'Sharpness', words('sharpness')),
  exif(0xa460, 'CompositeImage', words('compositeImage')),
  exif(0xa500, 'Gamma', threeDigits),

  alias(0xa002, 'PixelXDimension', 'ExifImageWidth', integer, 'pixels'),
  alias(0xa003, 'PixelYDimension', 'ExifImageHeight', integer, 'pixels'),
  ifd0(0x0112, 'Orientation', words('orientation')),
  ifd0(0x011a, 'XResolution', integer),
  ifd0(0x011b, 'YResolution', integer),
  ifd0(0x0128, 'ResolutionUnit', words('resolutionUnit')),
  ifd0(0x0213, 'YCbCrPositioning', words('yCbCrPositioning')),
  exif(0xa001, 'ColorSpace', words('colorSpace')),
  exif(0x9101, 'ComponentsConfiguration', { kind: 'components' }),
  exif(0x9102, 'CompressedBitsPerPixel', threeDigits),
  exif(0x9000, 'ExifVersion', version),
  exif(0xa000, 'FlashpixVersion', version),
  row('InteropIFD', 0x0001, 'InteroperabilityIndex', 'InteropIndex', { kind: 'interoperability' }),

  derived('EncodingProcess', text),
  derived('BitsPerSample', integer),
  derived('ColorComponents', integer),
  derived('YCbCrSubSampling', text),
  derived('ExifByteOrder', text),
];
