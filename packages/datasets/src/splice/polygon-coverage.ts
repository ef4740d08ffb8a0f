import type { Polygon } from './polygon.ts';

/** Lines a row that the outline is cut with. */
const LINES = 4;

/**
 * How much of each pixel a polygon covers, by the even-odd rule: exact along a row, from four
 * lines down a pixel.
 *
 * @returns `height * width` values of 0…1, row-major
 */
export function polygonCoverage(polygon: Polygon, width: number, height: number): Float32Array {
  const coverage = new Float32Array(width * height);
  for (let line = 0; line < height * LINES; line += 1) {
    const cuts = crossings(polygon, (line + 0.5) / LINES);
    const row = Math.floor(line / LINES) * width;
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const from = Math.min(Math.max(cuts[i]!, 0), width);
      const to = Math.min(Math.max(cuts[i + 1]!, 0), width);
      for (let x = Math.floor(from); x < to; x += 1) {
        const covered = Math.min(x + 1, to) - Math.max(x, from);
        coverage[row + x] = coverage[row + x]! + covered / LINES;
      }
    }
  }
  return coverage;
}

/** Where the outline crosses a horizontal line, left to right. */
function crossings(polygon: Polygon, y: number): number[] {
  const cuts: number[] = [];
  for (let i = 0; i < polygon.length; i += 1) {
    const a = polygon[i]!;
    const b = polygon[(i + 1) % polygon.length]!;
    if (a.y <= y !== b.y <= y) cuts.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  }
  return cuts.sort((left, right) => left - right);
}
