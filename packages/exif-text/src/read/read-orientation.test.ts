import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { jpegFile, tiffFile } from '../../test/tiff-file.ts';
import { readOrientation } from './read-orientation.ts';

const withOrientation = (code: number): Uint8Array =>
  jpegFile(tiffFile([{ id: 0x0112, type: 3, value: [code] }]));

test('`readOrientation` reads 1…8', () => {
  for (let code = 1; code <= 8; code++) expect(readOrientation(withOrientation(code))).toBe(code);
});

test('`readOrientation` is 1 when absent, nonsense or no image', () => {
  expect([0, 9, 65535].map((code) => readOrientation(withOrientation(code)))).toEqual([1, 1, 1]);
  expect(readOrientation(tiffFile([{ id: 0x0112, type: 2, value: 'up' }]))).toBe(1);
  expect(readOrientation(tiffFile([]))).toBe(1);
  expect(readOrientation(new Uint8Array())).toBe(1);
});

const data = sharedData();
describe.skipIf(!data)('on the orientation samples', () => {
  test('`readOrientation` finds the number in the name of the file', () => {
    for (const shape of ['portrait', 'landscape']) {
      for (let code = 1; code <= 8; code++) {
        const name = `${data}/exif-samples/jpg/orientation/${shape}_${code}.jpg`;
        expect(readOrientation(readFileSync(name)), name).toBe(code);
      }
    }
  });
});
