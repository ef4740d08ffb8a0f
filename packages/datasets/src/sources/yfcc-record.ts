import type { YfccExifItem } from './parse-yfcc-exif.ts';

/**
 * An EXIF record of YFCC100M, which metadata-extractor printed, as a record such as exiftool
 * prints, for `tagsFromExiftool`. Words that stand for one code become exiftool's; others, such as
 * those of Flash, stay as they are.
 *
 * @see metadata-extractor 2.6, ExifSubIFDDescriptor.java, for its names and words
 */
export function yfccRecord(items: readonly YfccExifItem[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const { category, tag, value } of items) {
    const name = exiftoolName(category, tag);
    const words = exiftoolValue(tag, value.trim());
    if (name !== undefined && words !== '') record[name] = words;
  }
  return record;
}

/**
 * The name that exiftool has for a tag, or undefined for one of another part of the file: thumbnails
 * and makers' notes repeat names of the photo's own tags.
 */
export function exiftoolName(category: string, tag: string): string | undefined {
  if (!['Exif IFD0', 'Exif SubIFD', 'Interoperability'].includes(category)) return undefined;
  return NAMES[tag] ?? tag.replace(/[^A-Za-z0-9]/g, '');
}

const NAMES: Readonly<Record<string, string>> = {
  'ISO Speed Ratings': 'ISO',
  'Exposure Bias Value': 'ExposureCompensation',
  'Focal Length 35': 'FocalLengthIn35mmFormat',
  'FlashPix Version': 'FlashpixVersion',
  'Interoperability Index': 'InteropIndex',
  // It calls the light source White Balance, and the mode of white balance by its whole name.
  'White Balance': 'LightSource',
  'White Balance Mode': 'WhiteBalance',
};

function exiftoolValue(tag: string, value: string): string {
  const code = CODES[tag]?.[value];
  if (code !== undefined) return String(code);
  switch (tag) {
    case 'F-Number':
    case 'Aperture Value':
    case 'Max Aperture Value':
      return value.replace(/^[Ff]\/?/, '');
    case 'Exif Version':
    case 'FlashPix Version':
      return versionDigits(value);
    case 'Focal Length 35':
      return value.replace(/mm$/, ' mm');
    case 'Focal Plane X Resolution':
    case 'Focal Plane Y Resolution':
      return String(1 / quotient(value)); // printed as the distance between two points
    case 'Digital Zoom Ratio':
      return value === 'Digital zoom not used.' ? '0' : value;
    case 'Orientation':
      return (
        /\((.+)\)$/.exec(value)?.[1]?.replace('Horizontal / normal', 'Horizontal (normal)') ?? ''
      );
    case 'Components Configuration':
      return value === 'YCbCr' ? 'Y, Cb, Cr, -' : value;
    case 'Interoperability Index':
      return value.includes('R98') ? 'R98' : value;
    default:
      return value;
  }
}

/** `2.21` is 0221. */
function versionDigits(value: string): string {
  const [, major = '', minor = ''] = /^(\d+)\.(\d{2})$/.exec(value) ?? [];
  return major === '' ? value : `${major.padStart(2, '0')}${minor}`;
}

function quotient(value: string): number {
  const [over = '', under = '1'] = (value.split(' ')[0] ?? '').split('/');
  return Number(over) / Number(under);
}

/** Words that stand for one code, by tag. */
const CODES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'Exposure Program': {
    'Manual control': 1,
    'Program normal': 2,
    'Aperture priority': 3,
    'Shutter priority': 4,
    'Program creative (slow program)': 5,
    'Program action (high-speed program)': 6,
    'Portrait mode': 7,
    'Landscape mode': 8,
  },
  'Metering Mode': { 'Center weighted average': 2, '(Other)': 255 },
  'White Balance': {
    Florescent: 2,
    Tungsten: 3,
    'Standard light': 17,
    'Standard light (B)': 18,
    'Standard light (C)': 19,
    '(Other)': 255,
  },
  'White Balance Mode': { 'Auto white balance': 0, 'Manual white balance': 1 },
  'Exposure Mode': { 'Auto exposure': 0, 'Manual exposure': 1 },
  'Color Space': { Undefined: 65535 },
  'Custom Rendered': { 'Normal process': 0, 'Custom process': 1 },
  'Scene Type': { 'Directly photographed image': 1 },
  'File Source': { 'Digital Still Camera (DSC)': 3 },
  'Scene Capture Type': { 'Night scene': 3 },
  'Sensing Method': {
    '(Not defined)': 1,
    'One-chip color area sensor': 2,
    'Two-chip color area sensor': 3,
    'Three-chip color area sensor': 4,
    'Color sequential area sensor': 5,
    'Trilinear sensor': 7,
    'Color sequential linear sensor': 8,
  },
  'Subject Distance Range': { 'Close view': 2, 'Distant view': 3 },
  Contrast: { None: 0, Soft: 1, Hard: 2 },
  Saturation: { None: 0, 'Low saturation': 1, 'High saturation': 2 },
  Sharpness: { None: 0, Low: 1, Hard: 2 },
  'Resolution Unit': { '(No unit)': 1, Inch: 2, Inches: 2 },
  'Focal Plane Resolution Unit': { '(No unit)': 1, Inches: 2 },
  'YCbCr Positioning': { 'Center of pixel array': 1, 'Datum point': 2 },
};
