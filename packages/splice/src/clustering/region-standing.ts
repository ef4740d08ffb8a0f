import type { DenseArray } from '@exifclip/image';
import { largestPiece } from './largest-piece.ts';

/** How much a region of cells looks like something pasted in. */
export interface RegionStanding {
  /** Its cells. */
  size: number;
  /**
   * How far apart region and rest lie, along the line through their means, in standard deviations.
   */
  separation: number;
  /** Share of the neighbours of its cells that belong to it too, 0…1: whole pieces, not speckle. */
  coherence: number;
  /** Share of its cells that its largest connected piece holds, above 0 and at most 1. */
  wholeness: number;
  /** Share of the image's side of which it holds most, 0…1: sky and ground hold one whole. */
  fullestSide: number;
}

/**
 * Measures a region of the cells against the rest of them.
 *
 * @param cells - `[cellRows, cellCols, dim]`
 * @param inside - 1 for the cells of the region, 0 for the rest; neither may be empty
 */
export function regionStanding(cells: DenseArray, inside: Uint8Array): RegionStanding {
  const [rows, cols] = cells.shape as [number, number, number];
  const size = inside.reduce((sum, one) => sum + one, 0);
  return {
    size,
    separation: separationOf(cells, inside, size),
    coherence: coherenceOf(inside, rows, cols),
    wholeness: largestPiece(inside, cols) / size,
    fullestSide: fullestSideOf(inside, rows, cols),
  };
}

function separationOf({ data, shape }: DenseArray, inside: Uint8Array, size: number): number {
  const dim = shape[2]!;
  const rest = inside.length - size;
  const axis = new Float64Array(dim);
  for (let i = 0; i < inside.length; i++) {
    const weight = inside[i] === 1 ? 1 / size : -1 / rest;
    for (let k = 0; k < dim; k++) axis[k]! += weight * data[i * dim + k]!;
  }
  const sums = { in: 0, out: 0, squaresIn: 0, squaresOut: 0 };
  for (let i = 0; i < inside.length; i++) {
    let along = 0;
    for (let k = 0; k < dim; k++) along += axis[k]! * data[i * dim + k]!;
    if (inside[i] === 1) {
      sums.in += along;
      sums.squaresIn += along * along;
    } else {
      sums.out += along;
      sums.squaresOut += along * along;
    }
  }
  const [a, b] = [sums.in / size, sums.out / rest];
  const variance = (sums.squaresIn / size - a * a + sums.squaresOut / rest - b * b) / 2;
  return (a - b) / Math.sqrt(Math.max(variance, leastVariance));
}

/** Rounding alone gives as much. */
const leastVariance = 1e-12;

function coherenceOf(inside: Uint8Array, rows: number, cols: number): number {
  let same = 0;
  let all = 0;
  const look = (a: number, b: number) => {
    all += inside[a]! + inside[b]!;
    same += inside[a] === 1 && inside[b] === 1 ? 2 : 0;
  };
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const cell = row * cols + col;
      if (col + 1 < cols) look(cell, cell + 1);
      if (row + 1 < rows) look(cell, cell + cols);
    }
  }
  return all > 0 ? same / all : 0;
}

function fullestSideOf(inside: Uint8Array, rows: number, cols: number): number {
  const held = { top: 0, bottom: 0, left: 0, right: 0 };
  const last = (rows - 1) * cols;
  for (let col = 0; col < cols; col++) {
    held.top += inside[col]! / cols;
    held.bottom += inside[last + col]! / cols;
  }
  for (let start = 0; start <= last; start += cols) {
    held.left += inside[start]! / rows;
    held.right += inside[start + cols - 1]! / rows;
  }
  return Math.max(...Object.values(held));
}
