import type { RasterImage } from '@exifclip/image';
import { clampedBytes } from '../clamped-bytes.ts';
import type { Point, Polygon } from '../splice/polygon.ts';
import { polygonCoverage } from '../splice/polygon-coverage.ts';
import type { Colour } from './scene-colour.ts';

/** Colour of a pixel of the image. */
export type Paint = (x: number, y: number) => Colour;

/** Paints a polygon over an image, its edges smooth; the image is changed in place. */
export function paintShape(image: RasterImage, polygon: Polygon, paint: Paint): void {
  const box = boundingBox(polygon, image);
  if (box.width <= 0 || box.height <= 0) return;
  const moved = polygon.map(({ x, y }) => ({ x: x - box.x, y: y - box.y }));
  const coverage = polygonCoverage(moved, box.width, box.height);
  const out = clampedBytes(image.data);
  for (let y = 0, i = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1, i += 1) {
      const share = coverage[i]!;
      if (share === 0) continue;
      const colour = paint(x + box.x, y + box.y);
      const to = ((y + box.y) * image.width + x + box.x) * 3;
      for (let c = 0; c < 3; c += 1)
        out[to + c] = out[to + c]! + share * (colour[c]! - out[to + c]!);
    }
  }
}

interface Box extends Point {
  width: number;
  height: number;
}

/** The part of the image that a polygon can touch. */
function boundingBox(polygon: Polygon, image: RasterImage): Box {
  const xs = polygon.map((point) => point.x);
  const ys = polygon.map((point) => point.y);
  const x = Math.max(0, Math.floor(Math.min(...xs)));
  const y = Math.max(0, Math.floor(Math.min(...ys)));
  const right = Math.min(image.width, Math.ceil(Math.max(...xs)));
  const bottom = Math.min(image.height, Math.ceil(Math.max(...ys)));
  return { x, y, width: right - x, height: bottom - y };
}
