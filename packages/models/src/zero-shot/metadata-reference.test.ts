import { writeSafetensors } from '@exifclip/nn/safetensors';
import { expect, test } from 'vitest';
import { ModelFolderError } from '../model-folder-error.ts';
import { type MetadataReference, parseMetadataReference } from './metadata-reference.ts';

const table = (values: readonly number[], shape: readonly number[]) => ({
  data: Float32Array.from(values),
  shape,
});
const reference: MetadataReference = {
  photos: table([1, 0, 0, 1], [2, 2]),
  sentences: table([0, 1, 1, 0], [2, 2]),
  authenticScores: table([0, 1, 1], [3]),
  swappedScores: table([-1, 0], [2]),
};
const parse = (parts: object) =>
  parseMetadataReference(writeSafetensors({ ...parts }), { dim: 2, name: 'r.safetensors' });

test('what was written is read back', () => {
  expect(parse(reference)).toEqual(reference);
});

test('a reference of another model, a cut one and one with holes are refused by name', () => {
  const { photos: _, ...without } = reference;
  const refused: [object, RegExp][] = [
    [without, /r\.safetensors: expected photos of shape \[n, 2\]/],
    [{ ...reference, photos: table([1, 0, 0, 1, 0, 0], [2, 3]) }, /photos of shape/],
    [{ ...reference, photos: table([1, 0], [1, 2]) }, /n at least 2/],
    [{ ...reference, sentences: table([1, 0, Number.NaN, 1], [2, 2]) }, /sentences of shape/],
    [{ ...reference, sentences: table([1, 0, 0, 1, 1, 1], [3, 2]) }, /as many sentences/],
    [{ ...reference, swappedScores: table([1, 0], [2]) }, /swappedScores to be rising/],
    [{ ...reference, authenticScores: table([0, Number.NaN], [2]) }, /authenticScores/],
    [{ ...reference, authenticScores: table([], [0]) }, /authenticScores/],
  ];
  for (const [parts, message] of refused) {
    expect(() => parse(parts)).toThrow(ModelFolderError);
    expect(() => parse(parts)).toThrow(message);
  }
});
