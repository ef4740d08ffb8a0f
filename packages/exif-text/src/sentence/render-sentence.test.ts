import { expect, test } from 'vitest';
import { randomFrom } from '../../test/random.ts';
import { cleanText } from '../tags/clean-text.ts';
import { parseSentence } from './parse-sentence.ts';
import { renderSentence } from './render-sentence.ts';

const tags = [
  { name: 'Make', value: 'Canon' },
  { name: 'Flash', value: 'Off, Did not fire' },
  { name: 'BitsPerSample', value: '8' },
  { name: 'DateTimeOriginal', value: '2005:08:13 09:47:23' },
  { name: 'JpegQuality', value: '75' },
];

test('`renderSentence` keeps the order, any added tag, and neither private nor derived ones', () => {
  expect(renderSentence(tags)).toBe('Make: Canon, Flash: Off, Did not fire, JpegQuality: 75');
});

test('`renderSentence` keeps derived tags when asked, and only the names asked for', () => {
  expect(renderSentence(tags, { includeDerived: true, names: ['BitsPerSample', 'Make'] })).toBe(
    'Make: Canon, BitsPerSample: 8',
  );
});

test('`renderSentence` says who, where and when only of tags that are asked for by name', () => {
  expect(renderSentence(tags, { names: ['Make', 'DateTimeOriginal'] })).toBe(
    'Make: Canon, DateTimeOriginal: 2005:08:13 09:47:23',
  );
  expect(renderSentence(tags, { includeDerived: true })).not.toContain('2005');
});

test('`renderSentence` of no tags is empty, and so are the tags of an empty sentence', () => {
  expect(renderSentence([])).toBe('');
  expect(renderSentence([{ name: 'Make', value: ' \n' }])).toBe('');
  expect(parseSentence(' ')).toEqual([]);
});

test('`renderSentence` refuses names that would break the sentence', () => {
  expect(() => renderSentence([{ name: 'My tag', value: 'x' }])).toThrow(
    new TypeError('expected tag names of letters and digits only, got "My tag"'),
  );
});

test('`parseSentence` refuses text that is no sentence', () => {
  expect(() => parseSentence('a photo of a cat')).toThrow(RangeError);
  expect(() => parseSentence(', Make: Canon')).toThrow(RangeError);
});

test('`parseSentence` gives back the tags of any sentence, cleaned', () => {
  const random = randomFrom(3);
  const letters = [...'aB1 ,:;./-()\n\t\0é📷', ', Model: ', ': ', ', ', 'Make: ', ',,'];
  const names = ['Make', 'Model', 'Software', 'Resize', 'X1'];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  for (let round = 0; round < 3000; round++) {
    const values = Array.from({ length: 4 * random() }, () =>
      Array.from({ length: 14 * random() }, () => pick(letters)).join(''),
    );
    const written = values.map((value) => ({ name: pick(names), value }));
    const cleaned = written.map(({ name, value }) => ({ name, value: cleanText(value) }));
    const expected = cleaned.filter(({ value }) => value !== '');
    expect(parseSentence(renderSentence(written))).toEqual(expected);
    expect(renderSentence(expected)).toBe(renderSentence(written));
  }
});
