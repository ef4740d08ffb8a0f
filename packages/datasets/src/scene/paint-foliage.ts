import type { RasterImage } from '@exifclip/image';
import type { Random } from '../random/random.ts';
import type { Point, Polygon } from '../splice/polygon.ts';
import { paintShape } from './paint-shape.ts';
import { hsvColour } from './scene-colour.ts';

/** Paints a few bushes, each a cloud of leaves from dark inside to bright outside; in place. */
export function paintFoliage(image: RasterImage, random: Random): void {
  const { width, height } = image;
  const bushes = 2 + random.integer(3);
  for (let b = 0; b < bushes; b += 1) {
    const spread = Math.min(width, height) * random.uniform(0.2, 0.42);
    const centre = { x: random.uniform(0, width), y: random.uniform(0.6, 1.05) * height };
    const hue = random.uniform(0.16, 0.38);
    const size = spread * random.uniform(0.03, 0.08);
    const leaves = Math.round(120 + 180 * random.next());
    for (let i = 0; i < leaves; i += 1) {
      const depth = i / leaves;
      const place = {
        x: centre.x + spread * (random.next() + random.next() + random.next() - 1.5),
        y: centre.y + 0.8 * spread * (random.next() + random.next() + random.next() - 1.5),
      };
      paintLeaf(image, place, size * random.uniform(0.6, 1.5), { hue, depth }, random);
    }
  }
}

function paintLeaf(
  image: RasterImage,
  place: Point,
  size: number,
  { hue, depth }: { hue: number; depth: number },
  random: Random,
): void {
  const angle = random.uniform(0, 2 * Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const light = 0.18 + 0.55 * depth * random.uniform(0.6, 1.2);
  const front = hsvColour(hue + 0.04 * random.normal(), random.uniform(0.35, 0.75), light);
  paintShape(image, leafOutline(place, size, cos, sin), (x, y) => {
    const along = ((x - place.x) * cos + (y - place.y) * sin) / size;
    const aside = ((y - place.y) * cos - (x - place.x) * sin) / size;
    // A midrib, and one half in its own shade.
    const shade = Math.abs(aside) < 0.04 ? 1.25 : aside > 0 ? 0.82 : 1;
    const gloss = shade * (1 + 0.2 * along);
    return [front[0] * gloss, front[1] * gloss, front[2] * gloss];
  });
}

/** Two arcs that meet in points. */
function leafOutline({ x, y }: Point, size: number, cos: number, sin: number): Polygon {
  const steps = 8;
  return Array.from({ length: 2 * steps }, (_, i) => {
    const along = i < steps ? -1 + (2 * i) / steps : 1 - (2 * (i - steps)) / steps;
    const aside = (i < steps ? 0.38 : -0.38) * (1 - along * along);
    return {
      x: x + size * (along * cos - aside * sin),
      y: y + size * (along * sin + aside * cos),
    };
  });
}
