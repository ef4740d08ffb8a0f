import {
  type LocalizeMethod,
  localize,
  localizeMethods,
  type Whitening,
  wantsWhitening,
} from '@exifclip/splice';
import type { GridFindings } from './grid-findings.ts';

/** The score of an image by every method. */
export function methodScores(
  { embeddings, traces, grid }: GridFindings,
  whitening: Whitening | undefined,
): Record<string, number> {
  const scores: Record<string, number> = {};
  let meanResponse = 0;
  for (const method of ours) {
    const localized = localize(embeddings, grid, { method, whitening, traces });
    scores[method] = localized.score;
    ({ meanResponse } = localized);
  }
  // The published methods share one score, whatever their clusters are.
  for (const method of published) scores[method] = meanResponse;
  return scores;
}

const ours = localizeMethods.filter((method) => wantsWhitening(method));
const published: readonly LocalizeMethod[] = localizeMethods.filter(
  (method) => !wantsWhitening(method),
);
