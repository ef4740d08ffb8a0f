/** Words of an enumerated tag by code; spelled as exiftool prints them. */
export type Words = Readonly<Record<number, string>>;

/** Names of the enumerations: those of their tags, with a small initial. */
export type WordsName =
  | 'colorSpace'
  | 'compositeImage'
  | 'compression'
  | 'contrast'
  | 'customRendered'
  | 'exposureMode'
  | 'exposureProgram'
  | 'fileSource'
  | 'flash'
  | 'gainControl'
  | 'lightSource'
  | 'meteringMode'
  | 'orientation'
  | 'photometricInterpretation'
  | 'planarConfiguration'
  | 'resolutionUnit'
  | 'saturation'
  | 'sceneCaptureType'
  | 'sceneType'
  | 'sensingMethod'
  | 'sensitivityType'
  | 'sharpness'
  | 'subjectDistanceRange'
  | 'whiteBalance'
  | 'yCbCrPositioning';

const STRENGTH: Words = { 0: 'Normal', 1: 'Low', 2: 'High' };

/**
 * The enumerations of the Exif standard, in exiftool's words: training manifests hold those words
 * already, so choosing them leaves one translation (code → word) instead of two.
 */
export const TAG_WORDS: Readonly<Record<WordsName, Words>> = {
  colorSpace: {
    1: 'sRGB',
    2: 'Adobe RGB',
    65533: 'Wide Gamut RGB',
    65534: 'ICC Profile',
    65535: 'Uncalibrated',
  },
  compositeImage: {
    0: 'Unknown',
    1: 'Not a Composite Image',
    2: 'General Composite Image',
    3: 'Composite Image Captured While Shooting',
  },
  contrast: STRENGTH,
  compression: {
    1: 'Uncompressed',
    5: 'LZW',
    6: 'JPEG (old-style)',
    7: 'JPEG',
    8: 'Adobe Deflate',
    32773: 'PackBits',
  },
  customRendered: {
    0: 'Normal',
    1: 'Custom',
    2: 'HDR (no original saved)',
    3: 'HDR (original saved)',
    4: 'Original (for HDR)',
    6: 'Panorama',
    7: 'Portrait HDR',
    8: 'Portrait',
  },
  exposureMode: { 0: 'Auto', 1: 'Manual', 2: 'Auto bracket' },
  exposureProgram: {
    0: 'Not Defined',
    1: 'Manual',
    2: 'Program AE',
    3: 'Aperture-priority AE',
    4: 'Shutter speed priority AE',
    5: 'Creative (Slow speed)',
    6: 'Action (High speed)',
    7: 'Portrait',
    8: 'Landscape',
    9: 'Bulb',
  },
  fileSource: { 1: 'Film Scanner', 2: 'Reflection Print Scanner', 3: 'Digital Camera' },
  flash: {
    0: 'No Flash',
    1: 'Fired',
    5: 'Fired, Return not detected',
    7: 'Fired, Return detected',
    8: 'On, Did not fire',
    9: 'On, Fired',
    13: 'On, Return not detected',
    15: 'On, Return detected',
    16: 'Off, Did not fire',
    20: 'Off, Did not fire, Return not detected',
    24: 'Auto, Did not fire',
    25: 'Auto, Fired',
    29: 'Auto, Fired, Return not detected',
    31: 'Auto, Fired, Return detected',
    32: 'No flash function',
    48: 'Off, No flash function',
    65: 'Fired, Red-eye reduction',
    69: 'Fired, Red-eye reduction, Return not detected',
    71: 'Fired, Red-eye reduction, Return detected',
    73: 'On, Red-eye reduction',
    77: 'On, Red-eye reduction, Return not detected',
    79: 'On, Red-eye reduction, Return detected',
    80: 'Off, Red-eye reduction',
    88: 'Auto, Did not fire, Red-eye reduction',
    89: 'Auto, Fired, Red-eye reduction',
    93: 'Auto, Fired, Red-eye reduction, Return not detected',
    95: 'Auto, Fired, Red-eye reduction, Return detected',
  },
  gainControl: {
    0: 'None',
    1: 'Low gain up',
    2: 'High gain up',
    3: 'Low gain down',
    4: 'High gain down',
  },
  lightSource: {
    0: 'Unknown',
    1: 'Daylight',
    2: 'Fluorescent',
    3: 'Tungsten (Incandescent)',
    4: 'Flash',
    9: 'Fine Weather',
    10: 'Cloudy',
    11: 'Shade',
    12: 'Daylight Fluorescent',
    13: 'Day White Fluorescent',
    14: 'Cool White Fluorescent',
    15: 'White Fluorescent',
    16: 'Warm White Fluorescent',
    17: 'Standard Light A',
    18: 'Standard Light B',
    19: 'Standard Light C',
    20: 'D55',
    21: 'D65',
    22: 'D75',
    23: 'D50',
    24: 'ISO Studio Tungsten',
    255: 'Other',
  },
  meteringMode: {
    0: 'Unknown',
    1: 'Average',
    2: 'Center-weighted average',
    3: 'Spot',
    4: 'Multi-spot',
    5: 'Multi-segment',
    6: 'Partial',
    255: 'Other',
  },
  orientation: {
    1: 'Horizontal (normal)',
    2: 'Mirror horizontal',
    3: 'Rotate 180',
    4: 'Mirror vertical',
    5: 'Mirror horizontal and rotate 270 CW',
    6: 'Rotate 90 CW',
    7: 'Mirror horizontal and rotate 90 CW',
    8: 'Rotate 270 CW',
  },
  photometricInterpretation: {
    0: 'WhiteIsZero',
    1: 'BlackIsZero',
    2: 'RGB',
    3: 'RGB Palette',
    5: 'CMYK',
    6: 'YCbCr',
  },
  planarConfiguration: { 1: 'Chunky', 2: 'Planar' },
  resolutionUnit: { 1: 'None', 2: 'inches', 3: 'cm', 4: 'mm', 5: 'um' },
  saturation: STRENGTH,
  sceneCaptureType: { 0: 'Standard', 1: 'Landscape', 2: 'Portrait', 3: 'Night', 4: 'Other' },
  sceneType: { 1: 'Directly photographed' },
  sensingMethod: {
    1: 'Not defined',
    2: 'One-chip color area',
    3: 'Two-chip color area',
    4: 'Three-chip color area',
    5: 'Color sequential area',
    7: 'Trilinear',
    8: 'Color sequential linear',
  },
  sensitivityType: {
    0: 'Unknown',
    1: 'Standard Output Sensitivity',
    2: 'Recommended Exposure Index',
    3: 'ISO Speed',
    4: 'Standard Output Sensitivity and Recommended Exposure Index',
    5: 'Standard Output Sensitivity and ISO Speed',
    6: 'Recommended Exposure Index and ISO Speed',
    7: 'Standard Output Sensitivity, Recommended Exposure Index and ISO Speed',
  },
  sharpness: { 0: 'Normal', 1: 'Soft', 2: 'Hard' },
  subjectDistanceRange: { 0: 'Unknown', 1: 'Macro', 2: 'Close', 3: 'Distant' },
  whiteBalance: { 0: 'Auto', 1: 'Manual' },
  yCbCrPositioning: { 1: 'Centered', 2: 'Co-sited' },
};
