import { renderSentence } from '@exifclip/exif-text';
import { expect, test } from 'vitest';
import { tagsFromExifJson } from './tags-from-exif-json.ts';

// Each value as ExifRead prints it, and the canonical one worked out by hand from the standard:
// APEX 7 is 1/128 s, APEX 4 is f/4, a list of four rationals is a lens.
test.each([
  ['Image Make', 'NIKON CORPORATION', 'Make: NIKON CORPORATION'],
  ['Image Orientation', 'Horizontal (normal)', 'Orientation: Horizontal (normal)'],
  ['Image Orientation', 'Rotated 180', 'Orientation: Rotate 180'],
  ['Image Orientation', 'Rotated 90 CW', ''],
  ['Image ResolutionUnit', 'Pixels/Inch', 'ResolutionUnit: inches'],
  ['Image XResolution', '72', 'XResolution: 72'],
  ['EXIF ExposureTime', '1/1980', 'ExposureTime: 1/1980'],
  ['EXIF FNumber', '11/5', 'FNumber: 2.2'],
  ['EXIF ShutterSpeedValue', '7', 'ShutterSpeedValue: 1/128'],
  ['EXIF ApertureValue', '4', 'ApertureValue: 4'],
  ['EXIF MaxApertureValue', '3/1', 'MaxApertureValue: 2.8'],
  ['EXIF ISOSpeedRatings', '32', 'PhotographicSensitivity: 32'],
  ['EXIF ExposureBiasValue', '-1/3', 'ExposureBiasValue: -0.33'],
  ['EXIF ExposureProgram', 'Program Normal', 'ExposureProgram: Program AE'],
  ['EXIF MeteringMode', 'Pattern', 'MeteringMode: Multi-segment'],
  ['EXIF MeteringMode', 'Spot', 'MeteringMode: Spot'],
  ['EXIF Flash', 'Flash did not fire, compulsory flash mode', 'Flash: Off, Did not fire'],
  ['EXIF Flash', 'Flash fired, auto mode', 'Flash: Auto, Fired'],
  ['EXIF ExposureMode', 'Auto Exposure', 'ExposureMode: Auto'],
  ['EXIF SceneCaptureType', 'Night)', 'SceneCaptureType: Night'],
  ['EXIF Saturation', 'Soft', 'Saturation: Low'],
  ['EXIF ComponentsConfiguration', 'YCbCr', 'ComponentsConfiguration: Y, Cb, Cr, -'],
  ['EXIF SubjectArea', '[1631, 1223, 1795, 1077]', 'SubjectArea: 1631 1223 1795 1077'],
  ['EXIF LensSpecification', '[18, 55, 7/2, 28/5]', 'LensSpecification: 18-55mm f/3.5-5.6'],
  ['EXIF ExifImageLength', '2448', 'PixelYDimension: 2448'],
  ['EXIF FocalLengthIn35mmFilm', '29', 'FocalLengthIn35mmFilm: 29'],
  ['EXIF FlashPixVersion', '0100', 'FlashpixVersion: 0100'],
  ['EXIF FocalPlaneResolutionUnit', '2', 'FocalPlaneResolutionUnit: inches'],
  ['GPS GPSLatitude', '[1, 2, 3]', ''],
  ['Thumbnail XResolution', '72', ''],
  ['MakerNote SerialNumber', '1', ''],
  ['EXIF BodySerialNumber', '1', ''],
])('ExifRead’s %s, %s, is %s', (name, value, sentence) => {
  const record = { 'Image Software': 'v1', [name]: value };
  const expected = sentence === '' ? 'Software: v1' : sentence;
  const said = renderSentence(tagsFromExifJson(JSON.stringify(record)));
  expect(said.split(', ').includes('Software: v1')).toBe(true);
  expect(said).toContain(expected);
  if (sentence === '') expect(said).toBe('Software: v1');
});

test('exiftool’s records are read too, and objects as well as text', () => {
  const record = { Make: 'Canon', ISO: 100, 'ExifIFD:FNumber': 2.8, GPSLatitude: '1' };
  const sentence = 'Make: Canon, FNumber: 2.8, PhotographicSensitivity: 100';
  expect(renderSentence(tagsFromExifJson(record))).toBe(sentence);
  expect(renderSentence(tagsFromExifJson(JSON.stringify(record)))).toBe(sentence);
});

test.each([undefined, null, '', '{}', '[]', '7', '{"a":', 'null', 7, [], { Make: { a: 1 } }])(
  'what holds no tags has none: %o',
  (value) => {
    expect(tagsFromExifJson(value)).toEqual([]);
  },
);
