/**
 * What the Python library ExifRead prints, `{ 'Image Make': 'Canon', 'EXIF FNumber': '14/5' }`, as
 * a record such as exiftool prints, for `tagsFromExiftool`. GPS, thumbnails and maker notes stay out.
 *
 * @see ExifRead's exifread/tags/exif.py for its words
 */
export function exifreadRecord(
  printed: Readonly<Record<string, string | number>>,
): Record<string, string | number> {
  const record: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(printed)) {
    const [, name] = /^(?:Image|EXIF|Interoperability) (\w+)$/.exec(key) ?? [];
    if (name === undefined || isAmbiguous(name, String(value))) continue;
    record[NAMES[name] ?? name] = exiftoolValue(name, String(value).trim());
  }
  return record;
}

/** Its versions call the orientations 6 and 8 `Rotated 90 CW` and `Rotated 90 CCW`, or the reverse. */
function isAmbiguous(name: string, value: string): boolean {
  return name === 'Orientation' && value.startsWith('Rotated 90');
}

const NAMES: Readonly<Record<string, string>> = {
  ISOSpeedRatings: 'ISO',
  PhotographicSensitivity: 'ISO',
  ExposureBiasValue: 'ExposureCompensation',
  ExifImageLength: 'ExifImageHeight',
  FocalLengthIn35mmFilm: 'FocalLengthIn35mmFormat',
  LensSpecification: 'LensInfo',
  FlashPixVersion: 'FlashpixVersion',
  InteroperabilityIndex: 'InteropIndex',
};

/** Lists are printed in brackets, rationals as fractions, and APEX values as they are stored. */
function exiftoolValue(name: string, value: string): string {
  const code = CODES[name]?.[value];
  if (code !== undefined) return String(code);
  if (name === 'ComponentsConfiguration' && value === 'YCbCr') return 'Y, Cb, Cr, -';
  if (name === 'ShutterSpeedValue') return String(2 ** -quotient(value));
  if (name === 'ApertureValue' || name === 'MaxApertureValue') {
    return String(2 ** (quotient(value) / 2));
  }
  const [, list] = /^\[(.*)\]$/.exec(value) ?? [];
  return list === undefined ? value : list.replaceAll(', ', ' ');
}

function quotient(value: string): number {
  const [over = '', under = '1'] = value.split('/');
  return Number(over) / Number(under);
}

/** Its words that are not exiftool's, by the codes that they stand for. */
const CODES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Orientation: {
    'Mirrored horizontal': 2,
    'Rotated 180': 3,
    'Mirrored vertical': 4,
    'Mirrored horizontal then rotated 90 CCW': 5,
    'Mirrored horizontal then rotated 90 CW': 7,
  },
  ResolutionUnit: { 'Not Absolute': 1, 'Pixels/Inch': 2, 'Pixels/Centimeter': 3 },
  ExposureProgram: {
    Unidentified: 0,
    'Program Normal': 2,
    'Aperture Priority': 3,
    'Shutter Priority': 4,
    'Program Creative': 5,
    'Program Action': 6,
    'Portrait Mode': 7,
    'Landscape Mode': 8,
  },
  MeteringMode: {
    Unidentified: 0,
    CenterWeightedAverage: 2,
    MultiSpot: 4,
    Pattern: 5,
    other: 255,
  },
  LightSource: {
    'Tungsten (incandescent light)': 3,
    'Cloudy weather': 10,
    'Daylight fluorescent (D 5700 - 7100K)': 12,
    'Day white fluorescent (N 4600 - 5400K)': 13,
    'Cool white fluorescent (W 3900 - 4500K)': 14,
    'White fluorescent (WW 3200 - 3700K)': 15,
    'other light source': 255,
  },
  Flash: {
    'Flash did not fire': 0,
    'Flash fired': 1,
    'Strobe return light not detected': 5,
    'Strobe return light detected': 7,
    'Flash fired, compulsory flash mode': 9,
    'Flash fired, compulsory flash mode, return light not detected': 13,
    'Flash fired, compulsory flash mode, return light detected': 15,
    'Flash did not fire, compulsory flash mode': 16,
    'Flash did not fire, auto mode': 24,
    'Flash fired, auto mode': 25,
    'Flash fired, auto mode, return light not detected': 29,
    'Flash fired, auto mode, return light detected': 31,
    'Flash fired, red-eye reduction mode': 65,
    'Flash fired, red-eye reduction mode, return light not detected': 69,
    'Flash fired, red-eye reduction mode, return light detected': 71,
    'Flash fired, compulsory flash mode, red-eye reduction mode': 73,
    'Flash fired, compulsory flash mode, red-eye reduction mode, return light not detected': 77,
    'Flash fired, compulsory flash mode, red-eye reduction mode, return light detected': 79,
    'Flash fired, auto mode, red-eye reduction mode': 89,
    'Flash fired, auto mode, return light not detected, red-eye reduction mode': 93,
    'Flash fired, auto mode, return light detected, red-eye reduction mode': 95,
  },
  ExposureMode: { 'Auto Exposure': 0, 'Manual Exposure': 1, 'Auto Bracket': 2 },
  SceneCaptureType: { 'Night)': 3 },
  Contrast: { Soft: 1, Hard: 2 },
  Saturation: { Soft: 1, Hard: 2 },
};
