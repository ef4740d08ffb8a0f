import { consistencyLevels } from './consistency-levels.ts';
import { nearest } from './nearest.ts';
import type { PageMaps } from './page-maps.ts';

/** The chosen cell in words: where it lies, and what the maps say there. */
export function describeCell({ data, heatmap, mask, vectors }: PageMaps, cell: number): string {
  const { rows, cols } = data.consistency;
  const y = rows.centres[Math.floor(cell / cols.centres.length)]!;
  const x = cols.centres[cell % cols.centres.length]!;
  const { maps } = data;
  const place =
    nearest(maps.rows.centres, y) * maps.cols.centres.length + nearest(maps.cols.centres, x);
  const levels = consistencyLevels(vectors, cell);
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return [
    `Patch at x ${Math.round(x)}, y ${Math.round(y)} of the upright photo`,
    `heatmap ${(heatmap[place]! / 255).toFixed(2)}`,
    mask[place]! > 127 ? 'marked by the mask' : 'not marked by the mask',
    `mean consistency with the image ${mean.toFixed(2)}`,
  ].join('; ');
}
