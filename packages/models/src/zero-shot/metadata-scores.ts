import type { DenseArray } from '@exifclip/exif-text';
import type { MetadataReference } from './metadata-reference.ts';
import { unitRows } from './unit-rows.ts';

/**
 * How well every sentence fits every photo. Without a reference, the cosine of their embeddings.
 * With one, both sides are first centred on its means, since photos lie apart from sentences and
 * each side has a direction in common; and each cosine is then counted from what the photo has with
 * the reference's sentences, and from what the sentence has with the reference's photos, in
 * standard deviations, the mean of the two: about 0 for a sentence of any other photo.
 *
 * @param photos mean embeddings, `[n, dim]`
 * @param sentences embeddings, `[m, dim]`
 * @returns `[n, m]`
 * @throws RangeError when the lengths of embeddings differ, or a number is not finite
 * @see Shum et al., Unsupervised speaker adaptation based on the cosine similarity for
 * text-independent speaker verification, Odyssey 2010: symmetric normalisation of scores
 */
export function metadataScores(
  photos: DenseArray,
  sentences: DenseArray,
  reference?: Pick<MetadataReference, 'photos' | 'sentences'>,
): DenseArray {
  assertAlike([photos, sentences, ...(reference ? [reference.photos, reference.sentences] : [])]);
  if (reference === undefined) {
    return cosines(unitRows(photos, 'photos'), unitRows(sentences, 'sentences'));
  }
  const photoMean = columnMeans(reference.photos);
  const sentenceMean = columnMeans(reference.sentences);
  const ownPhotos = centred(photos, photoMean, 'photos');
  const ownSentences = centred(sentences, sentenceMean, 'sentences');
  const knownPhotos = centred(reference.photos, photoMean, 'photos of the reference');
  const knownSentences = centred(reference.sentences, sentenceMean, 'sentences of the reference');

  const scores = cosines(ownPhotos, ownSentences);
  const ofPhotos = rowMoments(cosines(ownPhotos, knownSentences));
  const ofSentences = rowMoments(cosines(ownSentences, knownPhotos));
  const count = sentences.shape[0]!;
  for (let i = 0; i < scores.data.length; i++) {
    const cosine = scores.data[i]!;
    const [photo, sentence] = [ofPhotos[Math.floor(i / count)]!, ofSentences[i % count]!];
    scores.data[i] =
      (cosine - photo.mean) / photo.deviation / 2 +
      (cosine - sentence.mean) / sentence.deviation / 2;
  }
  return scores;
}

function assertAlike(tables: readonly DenseArray[]): void {
  const dims = tables.map(({ shape }) => shape[1]);
  if (new Set(dims).size > 1) {
    throw new RangeError(`expected embeddings of one length, got ${dims.join(', ')}`);
  }
}

function centred({ data, shape }: DenseArray, mean: Float64Array, what: string): DenseArray {
  const moved = data.map((value, i) => value - mean[i % mean.length]!);
  return unitRows({ data: moved, shape }, what);
}

function columnMeans({ data, shape: [count = 0, dim = 0] }: DenseArray): Float64Array {
  const means = new Float64Array(dim);
  for (let i = 0; i < data.length; i++) means[i % dim]! += data[i]! / count;
  return means;
}

/** Of rows of unit length. */
function cosines(a: DenseArray, b: DenseArray): DenseArray {
  const [rows = 0, dim = 0] = a.shape;
  const [columns = 0] = b.shape;
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += a.data[row * dim + k]! * b.data[column * dim + k]!;
      data[row * columns + column] = sum;
    }
  }
  return { data, shape: [rows, columns] };
}

interface Moments {
  mean: number;
  /** Kept above rounding, for references whose rows are all alike. */
  deviation: number;
}

function rowMoments({ data, shape: [rows = 0, columns = 0] }: DenseArray): Moments[] {
  return Array.from({ length: rows }, (_, row) => {
    const own = data.subarray(row * columns, (row + 1) * columns);
    const mean = own.reduce((sum, value) => sum + value, 0) / columns;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / columns;
    return { mean, deviation: Math.max(Math.sqrt(variance), 1e-3) };
  });
}
