import type { RegionStanding } from './region-standing.ts';

/**
 * How much a region stands out, as one number: separated from the rest, of one piece and not along a
 * side of the image, since two halves of any image differ somewhat, and sky and ground hold sides.
 *
 * `separation · (coherence · wholeness)² · exp(−3 · fullestSide)`; the powers were fitted on synthetic
 * splices of training photos, by the precision of the region that they choose, and rounded within
 * what validation forgeries bear out (docs/model/methods.md).
 */
export function outstandingness({
  separation,
  coherence,
  wholeness,
  fullestSide,
}: RegionStanding): number {
  return separation * (coherence * wholeness) ** 2 * Math.exp(-3 * fullestSide);
}
