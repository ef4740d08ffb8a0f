import { expect, test } from 'vitest';
import { cleanText, MAX_VALUE_LENGTH } from './clean-text.ts';

test('`cleanText` leaves an ordinary value as it is', () => {
  expect(cleanText('OLYMPUS OPTICAL CO.,LTD')).toBe('OLYMPUS OPTICAL CO.,LTD');
  expect(cleanText('Minolta Co., Ltd.')).toBe('Minolta Co., Ltd.');
});

test('`cleanText` makes one space of control, format and separator characters', () => {
  expect(cleanText(' *ist DL     Ver\t1.00\r\n\0')).toBe('*ist DL Ver 1.00');
  expect(cleanText('a\u202eb\u00a0c\ud800d')).toBe('a b c d');
});

test('`cleanText` lets no value pass for another tag', () => {
  expect(cleanText('x, Model: y, GPSLatitude: 1')).toBe('x,Model: y,GPSLatitude: 1');
});

test('`cleanText` cuts long values without halving a character', () => {
  expect(cleanText('x'.repeat(10_000_000))).toHaveLength(MAX_VALUE_LENGTH);
  expect(cleanText(`${'x'.repeat(MAX_VALUE_LENGTH - 1)}📷`)).toBe('x'.repeat(MAX_VALUE_LENGTH - 1));
});
