import { createRandom } from '@exifclip/datasets';
import { averagePrecision, rocAuc } from '@exifclip/splice';
import type { DetectionSummary } from './evaluation-document.ts';

/** How often the images are resampled for the intervals. */
const RESAMPLES = 500;

/** A score and the truth. */
export interface ScoredImage {
  /** Images without one are left out. */
  score: number | undefined;
  label: 'spliced' | 'authentic';
}

/**
 * How well scores tell spliced from authentic images. The intervals hold 95 % of bootstrap
 * resamples; spliced and authentic images are resampled each among themselves, so that none lacks
 * either.
 *
 * @returns undefined unless there are both
 */
export function detectionSummary(images: readonly ScoredImage[]): DetectionSummary | undefined {
  const scores = (label: ScoredImage['label']) =>
    images.flatMap((image) =>
      image.label === label && image.score !== undefined ? [image.score] : [],
    );
  const [spliced, authentic] = [scores('spliced'), scores('authentic')];
  if (spliced.length === 0 || authentic.length === 0) return undefined;
  const { ap, auc } = measure(spliced, authentic);
  const random = createRandom('detection', 1);
  const drawn = (from: readonly number[]) => from.map(() => random.pick(from));
  const resampled = Array.from({ length: RESAMPLES }, () =>
    measure(drawn(spliced), drawn(authentic)),
  );
  const [apLow, apHigh] = middle(resampled.map((each) => each.ap));
  const [aucLow, aucHigh] = middle(resampled.map((each) => each.auc));
  return { ap, apLow, apHigh, auc, aucLow, aucHigh, n: spliced.length + authentic.length };
}

function measure(
  spliced: readonly number[],
  authentic: readonly number[],
): { ap: number; auc: number } {
  const scores = Float64Array.from([...spliced, ...authentic]);
  const labels = Uint8Array.from(scores, (_, i) => (i < spliced.length ? 1 : 0));
  return { ap: averagePrecision(scores, labels)!, auc: rocAuc(scores, labels)! };
}

function middle(values: number[]): [number, number] {
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
  return [at(0.025), at(0.975)];
}
