import { expect, test } from 'vitest';
import { bagOfPieces } from './bag-of-pieces.ts';
import { tagPieces } from './tag-pieces.ts';
import { tokenizeSentence } from './tokenize-sentence.ts';

const pieces = (name: string, value: string): string[] => [...tagPieces({ name, value })];
const sum = (weights: Iterable<number>): number => [...weights].reduce((a, b) => a + b, 0);

test('`tagPieces` are name, value, words, n-grams and magnitudes', () => {
  expect(pieces('Make', 'Canon')).toEqual(
    ['make', 'make:canon', '<ca', 'can', 'ano', 'non', 'on>', '<can', 'cano', 'anon', 'non>'].map(
      (piece, index) => (index < 2 ? piece : `make~${piece}`),
    ),
  );
  expect(pieces('ExposureTime', '1/60')).toEqual([
    'exposuretime',
    'exposuretime:1/60',
    'exposuretime≈o-6',
    'exposuretime≈q-24',
  ]);
  expect(pieces('Resize', '0.8 bicubic').slice(0, 6)).toEqual([
    'resize',
    'resize:0.8 bicubic',
    'resize:0.8',
    'resize≈o0',
    'resize≈q-1',
    'resize:bicubic',
  ]);
});

test('`tagPieces` give no magnitude to zero, versions or words', () => {
  const magnitudes = (value: string): string[] => pieces('X', value).filter((p) => p.includes('≈'));
  expect(['0', '0230', 'Ver 3', 'Unknown', '1/0'].flatMap(magnitudes)).toEqual([]);
  expect(magnitudes('-2')).toEqual(['x≈-o1', 'x≈-q4']);
});

test('`tagPieces` of near exposures share a magnitude, of far ones none', () => {
  const shared = (a: string, b: string): number => {
    const other = tagPieces({ name: 'T', value: b });
    return [...tagPieces({ name: 'T', value: a })].filter((p) => p !== 't' && other.has(p)).length;
  };
  expect(shared('1/60', '1/64')).toBeGreaterThan(0);
  expect(shared('1/60', '1/1000')).toBe(0);
});

test('`tokenizeSentence` gives each tag the same weight, however long', () => {
  const both = tokenizeSentence('A: 1, Software: Digital Camera FinePix S2950 Ver1.00', {
    buckets: 2 ** 20,
  });
  const short = new Set(tokenizeSentence('A: 1', { buckets: 2 ** 20 }).ids);
  const weights = [...both.weights].filter((_, index) => short.has(both.ids[index]!));
  expect(sum(weights)).toBeCloseTo(0.5, 6);
  expect(sum(both.weights)).toBeCloseTo(1, 6);
});

test('`tokenizeSentence` takes tags as well as their sentence', () => {
  const tags = [{ name: 'Make', value: 'Canon' }];
  expect(tokenizeSentence(tags)).toEqual(tokenizeSentence('Make: Canon'));
});

test('`tokenizeSentence` refuses a number of buckets that is none', () => {
  for (const buckets of [0, -1, 1.5, Number.NaN]) {
    expect(() => tokenizeSentence('Make: Canon', { buckets })).toThrow(RangeError);
  }
});

test('`bagOfPieces` rows hold the tokens and add up to 1; an empty sentence is a row of zeros', () => {
  const sentences = ['Make: Canon, FNumber: 2.8', '', 'Make: Canon'];
  const bag = bagOfPieces(sentences, { buckets: 64 });
  expect(bag.shape).toEqual([3, 64]);
  for (const [row, sentence] of sentences.entries()) {
    const { ids, weights } = tokenizeSentence(sentence, { buckets: 64 });
    const values = bag.data.subarray(64 * row, 64 * row + 64);
    expect(sum(values)).toBeCloseTo(sentence === '' ? 0 : 1, 6);
    expect(Float32Array.from(ids, (id) => values[id]!)).toEqual(weights);
  }
  expect(bagOfPieces([], { buckets: 64 })).toEqual({ data: new Float32Array(), shape: [0, 64] });
});
