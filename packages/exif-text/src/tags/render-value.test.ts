import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import type { ValueKind } from './camera-tag.ts';
import { CAMERA_TAGS } from './camera-tags.ts';
import { type RawValue, renderValue } from './render-value.ts';
import { tagsFromExiftool } from './tags-from-exiftool.ts';

const kinds = new Map(CAMERA_TAGS.map((tag) => [tag.name, tag.value]));
const render = (name: string, raw: RawValue): string | undefined =>
  renderValue(kinds.get(name) as ValueKind, raw);

test('`renderValue` says the same of numbers and of the words that exiftool prints for them', () => {
  const pairs: [string, readonly number[], string, string][] = [
    ['ExposureTime', [1 / 60], '1/60', '1/60'],
    ['ExposureTime', [0.25], '1/4', '1/4'],
    ['ExposureTime', [2.5], '2.5', '2.5'],
    ['FocalLength', [4.25], '4.2 mm', '4.2'],
    ['FocalLength', [55], '55.0 mm', '55'],
    ['ExposureBiasValue', [2 / 3], '+2/3', '0.67'],
    ['ExposureBiasValue', [-1.59], '-1.59', '-1.59'],
    ['PhotographicSensitivity', [100, 0], '100, 0', '100'],
    ['Flash', [0x10], 'Off, Did not fire', 'Off, Did not fire'],
    ['Flash', [0x26f1], 'Unknown (0x26f1)', 'Unknown (9969)'],
    ['SceneType', [1, 0, 0, 0], 'Directly photographed', 'Directly photographed'],
    ['DigitalZoomRatio', [Number.NaN], 'undef', 'Unknown'],
    ['SubjectDistance', [4294967295], '4294967295 m', 'Infinity'],
    ['SubjectDistance', [0.086], '0.086 m', '0.086'],
    [
      'LensSpecification',
      [1.539999962, 6, 1.8, 2.4],
      '1.539999962-6mm f/1.8-2.4',
      '1.54-6mm f/1.8-2.4',
    ],
    ['LensSpecification', [50, 50, 1.8, 1.8], '50mm f/1.8', '50mm f/1.8'],
    ['LensSpecification', [18, 55, Number.NaN, Number.NaN], '18-55mm f/?', '18-55mm f/?'],
    ['LensSpecification', [155], '155', '155'],
    ['ExifVersion', [48, 50, 51, 48], '0230', '0230'],
    ['ComponentsConfiguration', [1, 2, 3, 0], 'Y, Cb, Cr, -', 'Y, Cb, Cr, -'],
    ['SubjectArea', [2002, 1505, 2213, 1324], '2002 1505 2213 1324', '2002 1505 2213 1324'],
  ];
  for (const [name, numbers, printed, expected] of pairs) {
    expect(render(name, numbers), `${name} from numbers`).toBe(expected);
    expect(render(name, printed), `${name} from words`).toBe(expected);
    expect(render(name, expected), `${name} from itself`).toBe(expected);
  }
});

test('`renderValue` names the interoperability rules', () => {
  expect(render('InteroperabilityIndex', 'R98')).toBe('R98 - DCF basic file (sRGB)');
  expect(render('InteroperabilityIndex', 'R98 - DCF basic file (sRGB)')).toBe(
    'R98 - DCF basic file (sRGB)',
  );
  expect(render('InteroperabilityIndex', 'xyz')).toBe('Unknown (xyz)');
});

test('`renderValue` spells text that looks like a number as JSON would', () => {
  expect(render('Software', '14.0')).toBe('14');
  expect(render('Software', '14.4.2')).toBe('14.4.2');
  expect(render('Software', '0100')).toBe('0100');
});

test('`renderValue` has nothing to say of an empty value', () => {
  for (const { value } of CAMERA_TAGS) {
    expect(renderValue(value, '')).toBeUndefined();
    expect(renderValue(value, ' \0')).toBeUndefined();
    expect(renderValue(value, [])).toBeUndefined();
  }
});

test('`renderValue` bounds NaN, infinite and huge values of every kind', () => {
  for (const { name, value } of CAMERA_TAGS) {
    for (const number of [Number.NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, -1, 0]) {
      const rendered = renderValue(
        value,
        Array.from({ length: 10_000 }, () => number),
      );
      expect(rendered?.length ?? 0, name).toBeLessThanOrEqual(80);
    }
  }
});

const data = sharedData();
describe.skipIf(!data)('on the training manifest', () => {
  test('`renderValue` renders what it rendered to itself', () => {
    const lines = readFileSync(`${data}/photos/photos.jsonl`, 'utf8').trim().split('\n');
    const records = lines.map((line) => JSON.parse(line).exif);
    let values = 0;
    for (const record of records) {
      for (const { name, value } of tagsFromExiftool(record, { includeDerived: true })) {
        expect(render(name, value), name).toBe(value);
        values += 1;
      }
    }
    expect(values).toBeGreaterThan(40_000);
  });
});
