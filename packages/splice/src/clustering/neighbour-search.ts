import { squaredDistance } from '../numeric/squared-distance.ts';

/** Points to look among. */
export interface NeighbourSearchOptions {
  /**
   * `count × width`, row-major; not changed while the search is in use. The search is fast where
   * the first coordinates tell points apart best.
   */
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

/** Leading coordinates that are always measured. */
const HEAD = 8;

/** Keeps a point at exactly the radius inside, whatever the rounding of roots and squares. */
const SLACK = 1 + 1e-12;

/**
 * An exact search for neighbours. The distance in the leading coordinates and the lengths of what
 * is left of both points bound their distance from both sides, which decides about most; only
 * points near the rim are measured to the end. A mean of many points, as mean shift asks for, has
 * little left beyond the leading coordinates, so its bounds are tight.
 */
export function neighbourSearch(options: NeighbourSearchOptions): NeighbourSearch {
  const { points, count, width, radius } = options;
  const reach = radius ** 2 * SLACK;
  const surelyIn = reach * (1 - 1e-9);
  const surelyOut = reach * (1 + 1e-9);
  const { heads, rests } = splitRows(points, width, emptyRows(count));
  const query = emptyRows(1);

  return (from, i, inside) => {
    splitRows(from.subarray(i * width, (i + 1) * width), width, query);
    const [q0, q1, q2, q3, q4, q5, q6, q7] = query.heads as unknown as EightNumbers;
    const rest = query.rests[0]!;
    let found = 0;
    for (let j = 0, h = 0; j < count; j++, h += HEAD) {
      const d0 = heads[h]! - q0;
      const d1 = heads[h + 1]! - q1;
      const d2 = heads[h + 2]! - q2;
      const d3 = heads[h + 3]! - q3;
      const d4 = heads[h + 4]! - q4;
      const d5 = heads[h + 5]! - q5;
      const d6 = heads[h + 6]! - q6;
      const d7 = heads[h + 7]! - q7;
      const square =
        d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3 + (d4 * d4 + d5 * d5 + d6 * d6 + d7 * d7);
      const least = rests[j]! - rest;
      const most = rests[j]! + rest;
      const near =
        square + most * most <= surelyIn ||
        (square + least * least <= surelyOut &&
          squaredDistance(from, i, points, j, width, reach) <= reach);
      inside[j] = near ? 1 : 0;
      if (near) found++;
    }
    return found;
  };
}

type EightNumbers = [number, number, number, number, number, number, number, number];

/** The leading coordinates of rows, zeros where there are fewer, and the lengths of what is left. */
interface SplitRows {
  heads: Float64Array;
  rests: Float64Array;
}

function emptyRows(count: number): SplitRows {
  return { heads: new Float64Array(count * HEAD), rests: new Float64Array(count) };
}

function splitRows(rows: Float64Array, width: number, into: SplitRows): SplitRows {
  const { heads, rests } = into;
  for (let j = 0; j < rests.length; j++) {
    let square = 0;
    for (let k = 0; k < width; k++) {
      const value = rows[j * width + k]!;
      if (k < HEAD) heads[j * HEAD + k] = value;
      else square += value * value;
    }
    rests[j] = Math.sqrt(square);
  }
  return into;
}
