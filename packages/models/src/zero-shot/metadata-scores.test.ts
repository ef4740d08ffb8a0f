import type { DenseArray } from '@exifclip/exif-text';
import { expect, test } from 'vitest';
import oracle from '../fixtures/metadata-scores.json' with { type: 'json' };
import { metadataScores } from './metadata-scores.ts';

function table(rows: readonly (readonly number[])[]): DenseArray {
  return { data: Float32Array.from(rows.flat()), shape: [rows.length, rows[0]!.length] };
}

const reference = {
  photos: table(oracle.reference.photos),
  sentences: table(oracle.reference.sentences),
};

function expectClose(
  { data, shape }: DenseArray,
  expected: readonly number[][],
  tolerance: number,
) {
  expect(shape).toEqual([expected.length, expected[0]!.length]);
  expected.flat().forEach((value, i) => {
    expect(Math.abs(data[i]! - value)).toBeLessThan(tolerance);
  });
}

test('without a reference scores are the cosines that NumPy finds', () => {
  const scores = metadataScores(table(oracle.photos), table(oracle.sentences));
  expectClose(scores, oracle.cosines, 1e-6);
});

test('with one they are centred and normalised on both sides as in NumPy', () => {
  const scores = metadataScores(table(oracle.photos), table(oracle.sentences), reference);
  expectClose(scores, oracle.scores, 1e-5);
});

test('a pair scores the same whatever stands beside it', () => {
  const all = metadataScores(table(oracle.photos), table(oracle.sentences), reference);
  const one = metadataScores(table([oracle.photos[2]!]), table([oracle.sentences[4]!]), reference);
  expect(one.data[0]).toBe(all.data[2 * 7 + 4]);
});

test('a reference whose rows are all alike gives finite scores', () => {
  const alike = table([oracle.photos[0]!, oracle.photos[0]!]);
  const scores = metadataScores(table(oracle.photos), table(oracle.sentences), {
    photos: alike,
    sentences: alike,
  });
  expect(scores.data.every(Number.isFinite)).toBe(true);
});

test('embeddings of two lengths and numbers that are none are refused', () => {
  const photos = table(oracle.photos);
  expect(() => metadataScores(photos, table([[1, 2]]))).toThrow(/one length, got 6, 2/);
  expect(() => metadataScores(photos, table([[1, 2, 3, 4, 5, Number.NaN]]))).toThrow(
    /finite numbers in sentences/,
  );
});
