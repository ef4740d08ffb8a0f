import { expect, test } from 'vitest';
import { parseCalibration } from './calibration.ts';

const parse = (value: unknown) =>
  parseCalibration(new TextEncoder().encode(JSON.stringify(value)), 'calibration.json');

test('`parseCalibration` reads the curves and lets further fields pass', () => {
  const methods = { 'mean-shift': { slope: 2, offset: -1.5, note: 'x' } };
  expect(parse({ format: 1, methods, photos: 150 })).toEqual({
    format: 1,
    methods: { 'mean-shift': { slope: 2, offset: -1.5 } },
  });
  expect(parse({ format: 1, methods: {} }).methods).toEqual({});
});

test.each([
  [7, 'a calibration of format 1'],
  [[], 'a calibration of format 1'],
  [{ format: 2, methods: {} }, 'a calibration of format 1'],
  [{ format: 1 }, 'methods to be a table'],
  [{ format: 1, methods: [1] }, 'methods to be a table'],
  [{ format: 1, methods: { a: { slope: '1', offset: 0 } } }, 'a finite slope and offset for a'],
  [{ format: 1, methods: { a: { slope: 1, offset: null } } }, 'a finite slope and offset for a'],
  [{ format: 1, methods: { a: null } }, 'a finite slope and offset for a'],
])('%j is refused by name', (value, expected) => {
  expect(() => parse(value)).toThrow(`calibration.json: expected ${expected}`);
});

test('what is no JSON is refused by name', () => {
  const bytes = Uint8Array.of(0xff, 0x00, 0x7b);
  expect(() => parseCalibration(bytes, 'x.json')).toThrow('x.json: expected JSON');
  expect(() => parseCalibration(new Uint8Array(0), 'x.json')).toThrow('x.json: expected JSON');
});
