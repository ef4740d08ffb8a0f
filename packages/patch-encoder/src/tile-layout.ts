import type { FeatureGeometry } from './feature-geometry.ts';

/** Which positions of a feature map a tile is good for, along either axis. */
export interface TileLayout {
  /** Positions at the tile's beginning that see its edge. */
  readonly margin: number;
  /** Positions after them that see pixels of the tile alone. */
  readonly kept: number;
}

/**
 * @param tileSize side of the tiles, in pixels
 * @throws RangeError when tiles are no multiple of the stride, or no position of a tile sees
 * pixels of the tile alone
 */
export function tileLayout(tileSize: number, geometry: FeatureGeometry): TileLayout {
  const { stride, reach } = geometry;
  const margin = Math.ceil(reach.before / stride);
  const kept = Math.floor((tileSize - 1 - reach.after) / stride) + 1 - margin;
  if (!(Number.isSafeInteger(tileSize) && tileSize % stride === 0 && kept > 0)) {
    const least = Math.ceil((margin * stride + reach.after + 1) / stride) * stride;
    throw new RangeError(
      `expected tileSize to be a multiple of ${stride} from ${least}, got ${tileSize}`,
    );
  }
  return { margin, kept };
}
