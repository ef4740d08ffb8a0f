import type { JpegTables } from './parse-jpeg-tables.ts';
import { standardTables } from './standard-tables.ts';

/**
 * The quality, 1…100, at which libjpeg's luma table has the sum that is nearest to this table's:
 * exact for tables that libjpeg wrote, a common measure for those of cameras.
 */
export function qualityEstimate(tables: JpegTables): number | undefined {
  const luma = tables.get(0);
  if (!luma) return undefined;
  const wanted = sum(luma);
  let [best, nearest] = [0, Number.POSITIVE_INFINITY];
  for (let quality = 1; quality <= 100; quality++) {
    const distance = Math.abs(sum(standardTables(quality).luma) - wanted);
    if (distance < nearest) [best, nearest] = [quality, distance];
  }
  return best;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
