import type { CameraTag } from './camera-tag.ts';
import { tagRow } from './tag-row.ts';
import {
  apexFNumber,
  integer,
  oneDecimal,
  text,
  threeDigits,
  twoDecimals,
  version,
  words,
} from './value-kinds.ts';

const ifd0 = tagRow('IFD0');
const exif = tagRow('ExifIFD');
const interop = tagRow('InteropIFD');
const file = tagRow('File');

/**
 * The camera tags that enter sentences, in the one canonical order: the camera, the exposure, the
 * lens, the scene, the rendering, the file. What is neither here nor in `NAMED_TAGS` is never read;
 * names, serial numbers, dates, comments and places are not here.
 *
 * @see Exif 2.32 (CIPA DC-008-2019), tables 4–15 for names, numbers and codes
 */
export const CAMERA_TAGS: readonly CameraTag[] = [
  ifd0(0x010f, 'Make', text),
  ifd0(0x0110, 'Model', text),
  ifd0(0x0131, 'Software', text),

  exif(0x829a, 'ExposureTime', { kind: 'seconds', apex: false }, { unit: 's' }),
  exif(0x829d, 'FNumber', oneDecimal),
  exif(0x8822, 'ExposureProgram', words('exposureProgram')),
  exif(0x8827, 'PhotographicSensitivity', integer, { exiftool: 'ISO' }),
  exif(0x8830, 'SensitivityType', words('sensitivityType')),
  exif(0x8831, 'StandardOutputSensitivity', integer),
  exif(0x8832, 'RecommendedExposureIndex', integer),
  exif(0x8833, 'ISOSpeed', integer),
  exif(0x9201, 'ShutterSpeedValue', { kind: 'seconds', apex: true }, { unit: 's' }),
  exif(0x9202, 'ApertureValue', apexFNumber),
  exif(0x9203, 'BrightnessValue', threeDigits, { unit: 'EV' }),
  exif(0x9204, 'ExposureBiasValue', twoDecimals, { exiftool: 'ExposureCompensation', unit: 'EV' }),
  exif(0x9205, 'MaxApertureValue', apexFNumber),
  exif(0x9207, 'MeteringMode', words('meteringMode')),
  exif(0x9208, 'LightSource', words('lightSource')),
  exif(0x9209, 'Flash', words('flash')),
  exif(0xa215, 'ExposureIndex', threeDigits),
  exif(0xa402, 'ExposureMode', words('exposureMode')),
  exif(0xa403, 'WhiteBalance', words('whiteBalance')),

  exif(0x920a, 'FocalLength', oneDecimal, { unit: 'mm' }),
  exif(0xa405, 'FocalLengthIn35mmFilm', integer, {
    exiftool: 'FocalLengthIn35mmFormat',
    unit: 'mm',
  }),
  exif(0xa404, 'DigitalZoomRatio', twoDecimals),
  exif(0xa432, 'LensSpecification', { kind: 'lens' }, { exiftool: 'LensInfo', unit: 'mm' }),
  exif(0xa433, 'LensMake', text),
  exif(0xa434, 'LensModel', text),

  exif(0x9206, 'SubjectDistance', { kind: 'distance' }, { unit: 'm' }),
  exif(0x9214, 'SubjectArea', { kind: 'integers' }, { unit: 'pixels' }),
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

  exif(0xa002, 'PixelXDimension', integer, { exiftool: 'ExifImageWidth', unit: 'pixels' }),
  exif(0xa003, 'PixelYDimension', integer, { exiftool: 'ExifImageHeight', unit: 'pixels' }),
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
  interop(
    0x0001,
    'InteroperabilityIndex',
    { kind: 'interoperability' },
    { exiftool: 'InteropIndex' },
  ),

  file(-1, 'EncodingProcess', text),
  file(-1, 'BitsPerSample', integer),
  file(-1, 'ColorComponents', integer),
  file(-1, 'YCbCrSubSampling', text),
  file(-1, 'ExifByteOrder', text),
  file(-1, 'FileType', text),
  file(-1, 'JPEGQualityEstimate', integer),
  file(-1, 'QuantizationTables', text),
];
