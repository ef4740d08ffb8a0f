import { type MetadataReference, metadataScores } from '@exifclip/models';
import type { PhotoTables } from './photo-tables.ts';
import { swappedPairs } from './swapped-pairs.ts';

/** Evenly spaced quantiles of each distribution: one a percent. */
const quantileCount = 101;

/**
 * What `verifyMetadata` compares with.
 *
 * @param known photos that scores are counted from; those of training will do
 * @param unknown photos that the model was not trained on, for the distributions of scores
 * @throws RangeError when there are fewer than two photos, or all unknown ones say the same
 */
export function fitReference(known: PhotoTables, unknown: PhotoTables): MetadataReference {
  if (known.texts.length < 2) {
    throw new RangeError(`expected 2 photos to compare with at least, got ${known.texts.length}`);
  }
  const { photos, sentences } = known;
  const scores = metadataScores(unknown.photos, unknown.sentences, { photos, sentences });
  const count = unknown.texts.length;
  const swapped = swappedPairs(unknown.texts);
  if (swapped.length === 0) {
    throw new RangeError(`expected photos of different EXIF, got ${count} that say the same`);
  }
  const own = unknown.texts.map((_, i) => scores.data[i * count + i]!);
  return {
    photos,
    sentences,
    authenticScores: quantiles(own),
    swappedScores: quantiles(swapped.map(([i, j]) => scores.data[i * count + j]!)),
  };
}

function quantiles(values: readonly number[]): MetadataReference['authenticScores'] {
  const sorted = Float32Array.from(values).sort();
  const data = Float32Array.from({ length: quantileCount }, (_, q) => {
    const place = (q / (quantileCount - 1)) * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
  });
  return { data, shape: [quantileCount] };
}
