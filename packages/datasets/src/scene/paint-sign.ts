import type { RasterImage } from '@exifclip/image';
import type { Random } from '../random/random.ts';
import type { Polygon } from '../splice/polygon.ts';
import { paintShape } from './paint-shape.ts';
import { hsvColour } from './scene-colour.ts';

/** Paints a board with lines of strokes like small print; in place. */
export function paintSign(image: RasterImage, horizon: number, random: Random): void {
  const { width, height } = image;
  const w = width * random.uniform(0.15, 0.28);
  const h = w * random.uniform(0.5, 0.8);
  const x = random.uniform(0.02 * width, 0.95 * width - w);
  const y = horizon + random.uniform(-0.05, 0.25) * (height - horizon);
  const board = hsvColour(random.next(), random.uniform(0, 0.5), random.uniform(0.7, 0.95));
  const ink = hsvColour(random.next(), random.uniform(0, 0.6), random.uniform(0.05, 0.3));
  const post = { x: x + 0.47 * w, y, w: 0.06 * w, h: height - y };
  paintShape(image, bar(post.x, post.y, post.w, post.h), () => [70, 64, 58]);
  paintShape(image, bar(x, y, w, h), () => board);

  let lineHeight = h * 0.22;
  for (let top = y + h * 0.08; top + lineHeight < y + h; top += lineHeight * 1.35) {
    paintLine(image, { x: x + 0.06 * w, y: top, w: 0.88 * w, h: lineHeight }, ink, random);
    lineHeight = Math.max(3, lineHeight * 0.75);
  }
}

interface Line {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Letters are one to three strokes: uprights, crossbars and slants. */
function paintLine(
  image: RasterImage,
  { x, y, w, h }: Line,
  ink: readonly [number, number, number],
  random: Random,
): void {
  const stroke = Math.max(0.7, h * 0.16);
  for (let at = x; at + h * 0.6 < x + w; at += h * (random.chance(0.15) ? 1.2 : 0.75)) {
    const shapes: Polygon[] = [bar(at, y, stroke, h)];
    if (random.chance(0.6))
      shapes.push(bar(at, y + h * random.pick([0, 0.42, 0.84]), h * 0.5, stroke));
    if (random.chance(0.5)) shapes.push(bar(at + h * 0.4, y, stroke, h));
    if (random.chance(0.3)) {
      const lean = [at, at + stroke, at + h * 0.5 + stroke, at + h * 0.5];
      shapes.push(lean.map((px, i) => ({ x: px, y: i < 2 ? y : y + h })));
    }
    for (const shape of shapes) paintShape(image, shape, () => ink);
  }
}

function bar(x: number, y: number, w: number, h: number): Polygon {
  return [
    { x, y },
    { x: x + w, y },
    { x: x + w, y: y + h },
    { x, y: y + h },
  ];
}
