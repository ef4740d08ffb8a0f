import { squaredDistance } from './squared-distance.ts';

/** Points to look among. */
export interface NeighbourSearchOptions {
  /** `count × width`, row-major; not changed while the search is in use. */
  points: Float64Array;
  /** Number of points. */
  count: number;
  /** Dimensions of a point. */
  width: number;
  /** Radius of the neighbourhood; a point at exactly this distance belongs to it. */
  radius: number;
}

/**
 * Writes 1 for every point within the radius of row `i` of `from` into `inside`, 0 for the others,
 * and returns how many there are.
 */
export type NeighbourSearch = (from: Float64Array, i: number, inside: Uint8Array) => number;

/** A place whose distances to all points are known; far ones as a lower bound only. */
interface Anchor {
  place: Float64Array;
  distances: Float64Array;
}

const ANCHORS = 6;

/** How far from an anchor its distances still help, in radii. */
const NEARBY = 0.3;

/** Keeps a point at exactly the radius inside, whatever the rounding of roots and squares. */
const SLACK = 1 + 1e-12;

/**
 * An exact search for neighbours that gets cheap where queries lie close together, as those of a
 * mean shift soon do: by the triangle inequality the distances to a recent query place (an
 * anchor) decide about most points, and only those near the rim are measured anew.
 */
export function neighbourSearch(options: NeighbourSearchOptions): NeighbourSearch {
  const { points, count, width, radius } = options;
  const reach = radius ** 2 * SLACK;
  const anchors: Anchor[] = [];
  let oldest = 0;

  function measure(from: Float64Array, i: number): Anchor {
    const place = from.slice(i * width, (i + 1) * width);
    const limit = ((1 + NEARBY) * radius) ** 2 * SLACK;
    const distances = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      distances[j] = Math.sqrt(squaredDistance(place, 0, points, j, width, limit));
    }
    const anchor = { place, distances };
    anchors[oldest] = anchor;
    oldest = (oldest + 1) % ANCHORS;
    return anchor;
  }

  return (from, i, inside) => {
    let nearest: Anchor | undefined;
    let closest = (NEARBY * radius) ** 2;
    for (const anchor of anchors) {
      const square = squaredDistance(from, i, anchor.place, 0, width, closest);
      if (square > closest) continue;
      nearest = anchor;
      closest = square;
    }
    const { distances } = nearest ?? measure(from, i);
    const offset = nearest ? Math.sqrt(closest) : 0;
    const surelyIn = radius / SLACK - offset - 1e-9 * radius;
    const surelyOut = radius + offset + 1e-9 * radius;
    let found = 0;
    for (let j = 0; j < count; j++) {
      const distance = distances[j]!;
      const near =
        distance <= surelyIn ||
        (distance <= surelyOut && squaredDistance(from, i, points, j, width, reach) <= reach);
      inside[j] = near ? 1 : 0;
      if (near) found++;
    }
    return found;
  };
}
