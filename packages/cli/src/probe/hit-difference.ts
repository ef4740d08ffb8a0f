import type { ScoreInterval } from '@exifclip/contrastive';
import { meanInterval } from '@exifclip/splice';
import type { ProbeExample } from './probe-example.ts';

/**
 * How much more often one classifier is right than another on the same examples: the difference of
 * their shares of hits in each photo, averaged over photos, with a 95 % bootstrap interval over
 * photos. What photos share cancels out.
 */
export function hitDifference(
  examples: readonly ProbeExample[],
  predictions: readonly string[],
  others: readonly string[],
): ScoreInterval {
  const photos = new Map<string, { sum: number; count: number }>();
  for (const [i, { group, label }] of examples.entries()) {
    const photo = photos.get(group) ?? { sum: 0, count: 0 };
    photo.sum += Number(predictions[i] === label) - Number(others[i] === label);
    photo.count += 1;
    photos.set(group, photo);
  }
  const shares = [...photos.values()].map(({ sum, count }) => sum / count);
  const { mean, low, high } = meanInterval(shares) ?? { mean: 0, low: 0, high: 0 };
  return { value: mean, low, high };
}
