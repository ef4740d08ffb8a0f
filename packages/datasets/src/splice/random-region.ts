import type { Random } from '../random/random.ts';
import type { Polygon } from './polygon.ts';

export interface RandomRegionOptions {
  /** Area of the region as a share of the image, above 0 and at most 0.5. @defaultValue 0.15 */
  areaShare?: number;
}

/** Points of the outline. */
const POINTS = 64;

/**
 * A smooth blob inside an image, as splices have: a circle whose radius waves, of the given area,
 * stretched to the image's shape.
 *
 * @throws RangeError for a share out of its range
 */
export function randomRegion(
  width: number,
  height: number,
  random: Random,
  { areaShare = 0.15 }: RandomRegionOptions = {},
): Polygon {
  if (!(areaShare > 0 && areaShare <= 0.5)) {
    throw new RangeError(`expected an area share above 0 and at most 0.5, got ${areaShare}`);
  }
  const outline = waves(random);
  const scale = Math.sqrt((areaShare * width * height) / area(outline));
  const aspect = Math.sqrt(width / height);
  const xs = outline.map((point) => point.x * scale * aspect);
  const ys = outline.map((point) => (point.y * scale) / aspect);
  const left = place(xs, width, random);
  const top = place(ys, height, random);
  return xs.map((x, i) => ({ x: left + x, y: top + ys[i]! }));
}

function waves(random: Random): Polygon {
  const harmonics = [2, 3, 4, 5].map((frequency) => ({
    frequency,
    height: random.uniform(0, 0.5 / frequency),
    phase: random.uniform(0, 2 * Math.PI),
  }));
  const stretch = random.logUniform(0.8, 1.25);
  return Array.from({ length: POINTS }, (_, i) => {
    const angle = (2 * Math.PI * i) / POINTS;
    const radius = harmonics.reduce(
      (sum, wave) => sum + wave.height * Math.cos(wave.frequency * angle + wave.phase),
      1,
    );
    return { x: radius * Math.cos(angle) * stretch, y: (radius * Math.sin(angle)) / stretch };
  });
}

/** The shoelace formula. */
function area(polygon: Polygon): number {
  const twice = polygon.reduce((sum, a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** An offset that keeps the outline inside, where it fits at all; else in the middle. */
function place(values: readonly number[], size: number, random: Random): number {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = size - (high - low);
  return (room > 0 ? random.uniform(0, room) : room / 2) - low;
}
