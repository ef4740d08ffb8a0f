import type { RegionStanding } from './region-standing.ts';

/**
 * How much a region stands out, as one number: separated from the rest, of one piece and away from
 * the border, since two halves of any image differ somewhat, and sky and ground hold its border.
 *
 * `separation · (coherence · wholeness)^1.5 · (1 − borderShare)^6`; the powers were fitted on
 * synthetic splices of training photos, by the average precision of the region that they choose,
 * and rounded; no forgery was used (docs/model/methods.md).
 */
export function outstandingness({
  separation,
  coherence,
  wholeness,
  borderShare,
}: RegionStanding): number {
  return separation * (coherence * wholeness) ** 1.5 * (1 - borderShare) ** 6;
}
