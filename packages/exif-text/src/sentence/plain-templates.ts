/** Says one value of a tag as a phrase. */
type PlainTemplate = (value: string) => string;

/** A phrase with `{}` for the value as it is. */
const as =
  (template: string): PlainTemplate =>
  (value) =>
    template.replace('{}', () => value);

/** A phrase with `{}` for a value in words, which loses its capitals; and what is unknown. */
const worded =
  (template: string, what: string): PlainTemplate =>
  (value) =>
    value.startsWith('Unknown') ? `unknown ${what}` : as(template)(uncapitalized(value));

/** `Program AE` as `program AE`, `Off, Did not fire` as `off, did not fire`. */
function uncapitalized(value: string): string {
  return value.replace(/\b[A-Z](?=[a-z])/g, (initial) => initial.toLowerCase());
}

/** How the style `plain` says each camera tag. */
export const PLAIN_TEMPLATES: Readonly<Record<string, PlainTemplate>> = {
  Make: as('{}'),
  Model: as('{}'),
  Software: as('software {}'),
  ExposureTime: as('{} s'),
  FNumber: as('f/{}'),
  ExposureProgram: worded('exposure program {}', 'exposure program'),
  PhotographicSensitivity: as('ISO {}'),
  SensitivityType: worded('sensitivity as {}', 'sensitivity type'),
  ShutterSpeedValue: as('shutter {} s'),
  ApertureValue: as('aperture f/{}'),
  BrightnessValue: as('brightness {} EV'),
  ExposureBiasValue: as('exposure bias {} EV'),
  MaxApertureValue: as('widest aperture f/{}'),
  MeteringMode: worded('{} metering', 'metering'),
  LightSource: worded('{} light', 'light'),
  Flash: (value) => (value === 'No Flash' ? 'no flash' : worded('flash {}', 'flash')(value)),
  ExposureMode: worded('{} exposure', 'exposure mode'),
  WhiteBalance: worded('{} white balance', 'white balance'),
  FocalLength: as('{} mm'),
  FocalLengthIn35mmFilm: as('{} mm on 35 mm film'),
  DigitalZoomRatio: as('digital zoom {}'),
  LensSpecification: as('lens {}'),
  LensMake: as('lens by {}'),
  LensModel: as('lens {}'),
  SubjectDistance: worded('subject at {} m', 'subject distance'),
  SubjectDistanceRange: worded('{} subject', 'subject distance range'),
  SceneType: worded('{}', 'scene type'),
  SceneCaptureType: worded('{} scene', 'scene'),
  SensingMethod: worded('{} sensor', 'sensor'),
  FileSource: worded('from a {}', 'file source'),
  CustomRendered: worded('{} rendering', 'rendering'),
  GainControl: worded('gain {}', 'gain'),
  Contrast: worded('{} contrast', 'contrast'),
  Saturation: worded('{} saturation', 'saturation'),
  Sharpness: worded('{} sharpness', 'sharpness'),
  CompositeImage: worded('{}', 'composition'),
  PixelXDimension: as('{} pixels wide'),
  PixelYDimension: as('{} pixels high'),
  Orientation: worded('orientation {}', 'orientation'),
  ResolutionUnit: worded('resolution in {}', 'resolution unit'),
  YCbCrPositioning: worded('{} chroma', 'chroma position'),
  ColorSpace: worded('{} colors', 'colors'),
  ComponentsConfiguration: as('components {}'),
  ExifVersion: as('Exif {}'),
  FlashpixVersion: as('Flashpix {}'),
  InteroperabilityIndex: as('{}'),
};
