import { cameraTables, type QuantizationFamily } from './quantization-family.ts';

/** Divisors of the 64 coefficients of a block, row by row. */
export interface QuantizationTables {
  luma: Int32Array;
  chroma: Int32Array;
}

/**
 * The tables of a family at a quality. Of `ijg`, those that libjpeg writes: of ITU-T T.81 Annex K,
 * scaled by `5000 / quality` per cent below 50 and `200 − 2 quality` per cent from there on, within
 * 1…255. A camera's are scaled by the same rule, from the quality at which they were found.
 *
 * @throws RangeError unless `quality` is a whole number of 1…100
 */
export function quantizationTables(
  quality: number,
  family: QuantizationFamily = 'ijg',
): QuantizationTables {
  const name = `${family} ${quality}`;
  const made = kept.get(name);
  if (made) return made;
  const tables = makeTables(quality, family);
  kept.set(name, tables);
  return tables;
}

/** Every patch needs tables, and there are 700 at most. */
const kept = new Map<string, QuantizationTables>();

function makeTables(quality: number, family: QuantizationFamily): QuantizationTables {
  const percent = percentOf(quality);
  switch (family) {
    case 'ijg':
      return annexK(percent);
    case 'halved-mean': {
      const tables = annexK(percent);
      for (const table of [tables.luma, tables.chroma]) table[0] = Math.max(1, table[0]! >> 1);
      return tables;
    }
    default: {
      const { luma, chroma, quality: own } = cameraTables[family];
      const scaled = (value: number): number =>
        Math.min(255, Math.max(1, Math.round((value * percent) / percentOf(own))));
      return { luma: Int32Array.from(luma, scaled), chroma: Int32Array.from(chroma, scaled) };
    }
  }
}

function percentOf(quality: number): number {
  if (!(Number.isInteger(quality) && quality >= 1 && quality <= 100)) {
    throw new RangeError(`expected a JPEG quality of 1…100 in whole numbers, got ${quality}`);
  }
  return quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
}

function annexK(percent: number): QuantizationTables {
  const scaled = (value: number): number =>
    Math.min(255, Math.max(1, Math.floor((value * percent + 50) / 100)));
  return { luma: Int32Array.from(LUMA, scaled), chroma: Int32Array.from(CHROMA, scaled) };
}

const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

const CHROMA = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];
