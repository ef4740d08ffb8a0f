import type { CameraTag } from './camera-tag.ts';
import { tagRow } from './tag-row.ts';
import { integer, oneDecimal, text, version, words } from './value-kinds.ts';

const ifd0 = tagRow('IFD0');
const exif = tagRow('ExifIFD');
const interop = tagRow('InteropIFD');
const gps = tagRow('GPS');
const utf16 = { kind: 'utf16' } as const;
const degrees = { kind: 'degrees' } as const;

/**
 * Tags that are read only when asked for by name: how the file is laid out, and who, where and
 * when. No model that this project trains reads them.
 */
export const NAMED_TAGS: readonly CameraTag[] = [
  ifd0(0x0100, 'ImageWidth', integer, { unit: 'pixels' }),
  ifd0(0x0101, 'ImageLength', integer, { unit: 'pixels', exiftool: 'ImageHeight' }),
  ifd0(0x0103, 'Compression', words('compression')),
  ifd0(0x0106, 'PhotometricInterpretation', words('photometricInterpretation')),
  ifd0(0x0115, 'SamplesPerPixel', integer),
  ifd0(0x011c, 'PlanarConfiguration', words('planarConfiguration')),
  interop(0x0002, 'InteroperabilityVersion', version, { exiftool: 'InteropVersion' }),
  interop(0x1001, 'RelatedImageWidth', integer, { unit: 'pixels' }),
  interop(0x1002, 'RelatedImageHeight', integer, { unit: 'pixels' }),

  ifd0(0x0132, 'DateTime', text, { exiftool: 'ModifyDate' }),
  exif(0x9003, 'DateTimeOriginal', text),
  exif(0x9004, 'DateTimeDigitized', text, { exiftool: 'CreateDate' }),
  exif(0x9010, 'OffsetTime', text),
  exif(0x9011, 'OffsetTimeOriginal', text),
  exif(0x9012, 'OffsetTimeDigitized', text),
  exif(0x9290, 'SubSecTime', text),
  exif(0x9291, 'SubSecTimeOriginal', text),
  exif(0x9292, 'SubSecTimeDigitized', text),

  ifd0(0x013b, 'Artist', text),
  ifd0(0x8298, 'Copyright', text),
  ifd0(0x013c, 'HostComputer', text),
  ifd0(0x9c9d, 'XPAuthor', utf16),
  exif(0xa430, 'CameraOwnerName', text, { exiftool: 'OwnerName' }),
  exif(0xa431, 'BodySerialNumber', text, { exiftool: 'SerialNumber' }),
  exif(0xa435, 'LensSerialNumber', text),
  exif(0xa420, 'ImageUniqueID', text),

  ifd0(0x010d, 'DocumentName', text),
  ifd0(0x010e, 'ImageDescription', text),
  ifd0(0x9c9b, 'XPTitle', utf16),
  ifd0(0x9c9c, 'XPComment', utf16),
  ifd0(0x9c9e, 'XPKeywords', utf16),
  ifd0(0x9c9f, 'XPSubject', utf16),
  exif(0x9286, 'UserComment', { kind: 'comment' }),

  gps(0x0001, 'GPSLatitudeRef', text),
  gps(0x0002, 'GPSLatitude', degrees, { unit: '°' }),
  gps(0x0003, 'GPSLongitudeRef', text),
  gps(0x0004, 'GPSLongitude', degrees, { unit: '°' }),
  gps(0x0006, 'GPSAltitude', oneDecimal, { unit: 'm' }),
  gps(0x0011, 'GPSImgDirection', oneDecimal, { unit: '°' }),
  gps(0x001d, 'GPSDateStamp', text),
];
