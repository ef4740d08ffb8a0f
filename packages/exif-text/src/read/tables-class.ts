import { fnv1a } from '../fnv1a.ts';
import type { JpegTables } from './parse-jpeg-tables.ts';
import { qualityEstimate } from './quality-estimate.ts';
import { standardTables } from './standard-tables.ts';

/**
 * The class of the tables: `Standard` where they are libjpeg's of some quality, else `Custom` and a
 * digest, so that files with the same tables, mostly from one line of cameras, share a class.
 */
export function tablesClass(tables: JpegTables): string | undefined {
  const quality = qualityEstimate(tables);
  if (quality === undefined) return undefined;
  const { luma, chroma } = standardTables(quality);
  const isStandard = [...tables].every(([number, values]) =>
    equal(values, number === 0 ? luma : chroma),
  );
  if (isStandard) return 'Standard';
  const numbers = [...tables].sort(([a], [b]) => a - b).flatMap(([, values]) => values);
  return `Custom (${fnv1a(numbers.join(' ')).toString(16).padStart(8, '0')})`;
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => value === b[i]);
}
