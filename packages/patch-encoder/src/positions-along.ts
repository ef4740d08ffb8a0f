import type { FeatureGeometry } from './feature-geometry.ts';

/** Positions of the feature map along a side of so many pixels. */
export function positionsAlong(side: number, { stride, reach, padded }: FeatureGeometry): number {
  if (padded) return Math.ceil(side / stride);
  return Math.max(0, Math.floor((side - 1 - reach.after) / stride) + 1);
}
