import type { MetadataReference } from './metadata-reference.ts';
import { shareBelow } from './share-below.ts';

/**
 * How well scores tell own EXIF from swapped on the photos that a reference was fitted on: the area
 * under the ROC curve, 0.5 for not at all, 1 for always.
 */
export function referenceAuc({
  authenticScores,
  swappedScores,
}: Pick<MetadataReference, 'authenticScores' | 'swappedScores'>): number {
  const { data } = authenticScores;
  let sum = 0;
  // Quantiles bound slices of equal mass, so that those at both ends count half.
  for (const [i, score] of data.entries()) {
    const mass = i === 0 || i === data.length - 1 ? 0.5 : 1;
    sum += mass * shareBelow(swappedScores.data, score);
  }
  return sum / (data.length - 1);
}
