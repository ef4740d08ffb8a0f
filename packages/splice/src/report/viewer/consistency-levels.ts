import type { PageData } from '../page-data.ts';

/** The embeddings of the page's cells. */
export interface CellVectors {
  /** `count * dim` numbers. */
  values: Int8Array;
  dim: number;
  /** What a number is to be multiplied by. */
  scale: number;
}

/** The embeddings of a page. */
export function cellVectors(
  { dim, scale }: Pick<PageData['consistency'], 'dim' | 'scale'>,
  bytes: Uint8Array,
): CellVectors {
  return { values: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), dim, scale };
}

/** The consistency of one cell with every cell, −1…1. */
export function consistencyLevels({ values, dim, scale }: CellVectors, cell: number): Float32Array {
  const levels = new Float32Array(dim === 0 ? 0 : values.length / dim);
  for (let other = 0; other < levels.length; other++) {
    let sum = 0;
    for (let k = 0; k < dim; k++) sum += values[cell * dim + k]! * values[other * dim + k]!;
    levels[other] = sum * scale * scale;
  }
  return levels;
}
