import type { Random } from '../random/random.ts';
import type { Point } from './polygon.ts';

/** Area of a stroke in squares of its radius. */
const LENGTH = 22;

/**
 * How much of each pixel a brush covers that wanders inside an image until its stroke has an area:
 * discs along a path whose direction drifts, turned back at the borders.
 *
 * @param area - in pixels; a small image may not have room for it
 * @returns `height * width` values of 0…1, row-major
 */
export function brushCoverage(
  width: number,
  height: number,
  area: number,
  random: Random,
): Float32Array {
  const radius = Math.max(1, Math.min(Math.sqrt(area / LENGTH), width / 4, height / 4));
  const coverage = new Float32Array(width * height);
  const inside = (value: number, size: number): number =>
    Math.min(Math.max(value, radius), Math.max(size - radius, radius));
  let place = {
    x: inside(random.uniform(0, width), width),
    y: inside(random.uniform(0, height), height),
  };
  let heading = random.uniform(0, 2 * Math.PI);
  let turn = 0;
  let covered = stamp(coverage, width, place, radius);
  // A path that crosses itself covers less; four times the length is enough or there is no room.
  const steps = Math.ceil((4 * area) / (radius * radius)) + 1;
  for (let i = 0; i < steps && covered < area; i += 1) {
    turn = 0.8 * turn + 0.15 * random.normal();
    heading += turn;
    const next = {
      x: inside(place.x + (radius / 2) * Math.cos(heading), width),
      y: inside(place.y + (radius / 2) * Math.sin(heading), height),
    };
    // Along a border the brush turns away from it.
    if (Math.hypot(next.x - place.x, next.y - place.y) < 0.45 * radius) heading += 1;
    place = next;
    covered += stamp(coverage, width, place, radius);
  }
  return coverage;
}

/** Adds a disc, and says by how much the coverage grew. */
function stamp(coverage: Float32Array, width: number, { x, y }: Point, radius: number): number {
  const height = coverage.length / width;
  let grown = 0;
  const [top, bottom] = [Math.max(0, Math.floor(y - radius)), Math.min(height, y + radius + 1)];
  const [left, right] = [Math.max(0, Math.floor(x - radius)), Math.min(width, x + radius + 1)];
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const share = Math.min(Math.max(radius + 0.5 - distance, 0), 1);
      const i = row * width + column;
      if (share <= coverage[i]!) continue;
      grown += share - coverage[i]!;
      coverage[i] = share;
    }
  }
  return grown;
}
