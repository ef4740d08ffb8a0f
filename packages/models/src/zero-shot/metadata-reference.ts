import type { DenseArray } from '@exifclip/exif-text';
import { floatTensors } from '../float-tensors.ts';
import { ModelFolderError } from '../model-folder-error.ts';

/**
 * What a model makes of photos whose EXIF is their own, to compare others with: as embeddings and
 * scores, so that it holds no sentence and no photo. A model's own is fitted by
 * `exifclip evaluate-retrieval --write`; a caller may give another.
 */
export interface MetadataReference {
  /** Mean embeddings of photos, `[n, dim]`; two at least, and best of as many cameras. */
  photos: DenseArray;
  /** Embeddings of the sentences of the same photos, `[n, dim]`. */
  sentences: DenseArray;
  /** Scores of photos unknown to the model with their own EXIF: evenly spaced quantiles, `[q]`. */
  authenticScores: DenseArray;
  /** Scores of the same photos with each other's EXIF: evenly spaced quantiles, `[q]`. */
  swappedScores: DenseArray;
}

/**
 * Reads and checks a `metadata-reference.safetensors`.
 *
 * @param dim length of the model's embeddings
 * @param name what the file is called in errors
 * @throws ModelFolderError when it is no reference for such a model
 * @throws SafetensorsError when the bytes are no such file
 */
export function parseMetadataReference(
  bytes: Uint8Array,
  { dim, name }: { dim: number; name: string },
): MetadataReference {
  const { photos, sentences, authenticScores, swappedScores } = floatTensors(bytes, name);
  const expect = (holds: boolean, what: string): void => {
    if (!holds) throw new ModelFolderError(name, `expected ${what}, got something else`);
  };
  expect(isTable(photos, dim), `photos of shape [n, ${dim}], n at least 2`);
  expect(isTable(sentences, dim), `sentences of shape [n, ${dim}], n at least 2`);
  expect(photos!.shape[0] === sentences!.shape[0], 'as many sentences as photos');
  expect(isRising(authenticScores), 'authenticScores to be rising numbers');
  expect(isRising(swappedScores), 'swappedScores to be rising numbers');
  return {
    photos: photos!,
    sentences: sentences!,
    authenticScores: authenticScores!,
    swappedScores: swappedScores!,
  };
}

function isTable(array: DenseArray | undefined, dim: number): boolean {
  const [count = 0, width, ...more] = array?.shape ?? [];
  return count >= 2 && width === dim && more.length === 0 && array!.data.every(Number.isFinite);
}

function isRising(array: DenseArray | undefined): boolean {
  if (array === undefined || array.shape.length !== 1 || array.data.length < 2) return false;
  const { data } = array;
  return data.every((value, i) => Number.isFinite(value) && (i === 0 || value >= data[i - 1]!));
}
