import { cubicWeights } from '../distort/cubic-weights.ts';
import type { Point } from '../splice/polygon.ts';

/** Where a lens looks in a picture. */
export interface LensPlace {
  /** The optical centre, in pixels of the scene; it may lie outside. @defaultValue the middle */
  centre?: Point;
  /** The distance from it that counts as 1, in pixels. @defaultValue half the diagonal */
  radius?: number;
  /**
   * A place of the scene that is shown where it is, in pixels: a small part far from the centre
   * would otherwise be moved out of sight.
   * @defaultValue the optical centre
   */
  held?: Point;
}

/** Beyond this the model of distortion folds back on itself. */
const MOST_DISTORTION = 0.3;
const MOST_FRINGE = 0.05;

/**
 * One colour of a scene as a lens bends it: what is shown at distance r from the optical centre is
 * read at r (1 + k₁ r²) / (1 + fringe), between pixels by Keys's cubic; beyond the border the
 * border is repeated.
 *
 * @param plane - `width` samples a row
 * @param lens - `distortion` is k₁, `fringe` how much larger than others this colour comes out
 * @returns a new plane, not below 0
 * @throws RangeError for a distortion beyond ±0.3, a fringe beyond ±0.05 or a radius that is not
 *   above 0
 * @see D. C. Brown, "Decentering Distortion of Lenses" (1966)
 */
export function bendPlane(
  plane: Float32Array,
  width: number,
  {
    centre,
    radius,
    held,
    distortion,
    fringe,
  }: Required<LensPlace> & { distortion: number; fringe: number },
): Float32Array {
  if (!(Math.abs(distortion) <= MOST_DISTORTION && Math.abs(fringe) <= MOST_FRINGE)) {
    throw new RangeError(
      `expected a distortion of ±${MOST_DISTORTION} and a fringe of ±${MOST_FRINGE} at most, ` +
        `got ${distortion} and ${fringe}`,
    );
  }
  if (!(radius > 0 && Number.isFinite(radius + centre.x + centre.y))) {
    throw new RangeError(
      `expected a positive radius and a centre, got ${radius} and (${centre.x}, ${centre.y})`,
    );
  }
  if (distortion === 0 && fringe === 0) return plane.slice();
  const height = plane.length / width;
  const away = (point: Point): Point => ({ x: point.x - centre.x, y: point.y - centre.y });
  const stretch = ({ x, y }: Point): number =>
    1 + (distortion * (x * x + y * y)) / (radius * radius);
  const kept = away(held);
  // Fringes are not taken back: they are how this colour lies to the others.
  const back = { x: kept.x * (1 - stretch(kept)), y: kept.y * (1 - stretch(kept)) };
  const result = new Float32Array(plane.length);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 1) {
      const place = away({ x, y });
      const scale = stretch(place) / (1 + fringe);
      const value = sample(plane, width, height, {
        x: centre.x + place.x * scale + back.x,
        y: centre.y + place.y * scale + back.y,
      });
      // The cubic undershoots beside edges, and light is never negative.
      result[to] = Math.max(0, value);
    }
  }
  return result;
}

function sample(plane: Float32Array, width: number, height: number, { x, y }: Point): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, along] = [cubicWeights(x - left), cubicWeights(y - top)];
  let sum = 0;
  for (let j = 0; j < 4; j += 1) {
    const row = inside(top - 1 + j, height) * width;
    for (let i = 0; i < 4; i += 1) {
      sum += along[j]! * across[i]! * plane[row + inside(left - 1 + i, width)]!;
    }
  }
  return sum;
}

function inside(place: number, side: number): number {
  return Math.max(0, Math.min(side - 1, place));
}
