import { expect, test } from 'vitest';
import { outputNames } from './output-names.ts';

test('`outputNames` drops folder and extension', () => {
  expect(outputNames(['a/b/photo.jpg', 'other.tar.gz'])).toEqual(['photo', 'other.tar']);
});

test('`outputNames` numbers inputs of one name, whatever their case, folder or extension', () => {
  expect(outputNames(['a.jpg', 'x/A.png', 'a-2.jpg', 'a.tif'])).toEqual([
    'a',
    'A-2',
    'a-2-2',
    'a-3',
  ]);
});

test('`outputNames` of nothing is nothing', () => {
  expect(outputNames([])).toEqual([]);
});
