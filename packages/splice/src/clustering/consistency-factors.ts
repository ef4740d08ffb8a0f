import type { DenseArray } from '@exifclip/image';
import { coverCount } from '../cells/cover-count.ts';
import { finiteEmbeddings } from '../cells/finite-embeddings.ts';
import { axisSpreads, type Spread } from '../cells/spread.ts';
import type { AffinityFactors } from './factor-affinity.ts';

/**
 * The published code divides the sum of the responses of `n` pairs of patches by `n + epsilon`,
 * not by `n`. Give this to reproduce its numbers; without it the mean is exact.
 */
export interface VoteDenominator {
  /** What is added to the number of pairs: 1e-4 in the published code. */
  epsilon: number;
  /** The spread the cells were made with: it tells how many patches cover each cell. */
  spread: Spread;
}

/** Options of everything that works on the response of cells. */
export interface ResponseOptions {
  /**
   * The published denominator, to reproduce its numbers.
   * @defaultValue none: the exact mean
   */
  denominator?: VoteDenominator;
}

/** The matrix of consistencies as `V diag(signs) Vᵀ`, one row of `V` for each cell. */
export interface ConsistencyFactors extends AffinityFactors {
  vectors: Float64Array;
}

/**
 * The consistency of all pairs of cells in factors, so that no matrix of cells by cells is needed.
 *
 * Exactly, consistency is `C Cᵀ`. With the published denominator it is
 * `1 - (1 - c·c′) / (1 + ε u u′)`, where `u` is one over the number of patches covering a cell
 * (the patches of two cells form `1 / (u u′)` pairs). The geometric series of the fraction makes
 * every term a product of a factor of each cell:
 * `c·c′ + Σ_k (-1)^(k+1) εᵏ uᵏ u′ᵏ (1 - c·c′)`, cut off below 1e-7 (one term for ε = 1e-4).
 *
 * @param cells - `[cellRows, cellCols, dim]`
 * @throws RangeError for a wrong shape, a value that is not finite, or an epsilon outside 0…0.01
 */
export function consistencyFactors(
  cells: DenseArray,
  options: ResponseOptions = {},
): ConsistencyFactors {
  const { data, shape } = finiteEmbeddings(cells, 'cells');
  const [rows, cols, dim] = shape as [number, number, number];
  const count = rows * cols;
  const epsilon = options.denominator?.epsilon ?? 0;
  if (!(epsilon >= 0 && epsilon <= 0.01)) {
    throw new RangeError(`expected a denominator epsilon of 0…0.01, got ${epsilon}`);
  }
  if (epsilon === 0 || options.denominator === undefined) {
    return { vectors: new Float64Array(data), signs: ones(dim), count, width: dim };
  }

  let terms = 1;
  while (2 * epsilon ** (terms + 1) > 1e-7) terms++;
  const width = dim + terms * (dim + 1);
  const signs = ones(width);
  const vectors = new Float64Array(count * width);
  const shares = coverShares(rows, cols, options.denominator.spread);
  for (let cell = 0; cell < count; cell++) {
    const from = cell * dim;
    let to = cell * width;
    for (let k = 0; k < dim; k++) vectors[to++] = data[from + k]!;
    for (let term = 1; term <= terms; term++) {
      const weight = Math.sqrt(epsilon ** term) * shares[cell]! ** term;
      vectors[to++] = weight;
      for (let k = 0; k < dim; k++) vectors[to++] = weight * data[from + k]!;
    }
  }
  for (let term = 1; term <= terms; term++) {
    const start = dim + (term - 1) * (dim + 1);
    const sign = term % 2 === 1 ? 1 : -1;
    signs[start] = sign;
    signs.fill(-sign, start + 1, start + 1 + dim);
  }
  return { vectors, signs, count, width };
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

/** One over the number of patches that cover each cell. */
function coverShares(cellRows: number, cellCols: number, spread: Spread): Float64Array {
  const [down, across] = axisSpreads(spread);
  const rows = cellRows - down + 1;
  const cols = cellCols - across + 1;
  if (cellRows > 0 && (rows < 1 || cols < 1)) {
    throw new RangeError(
      `expected cells made with a spread of ${down} by ${across}, got ${cellRows} by ${cellCols} cells`,
    );
  }
  const shares = new Float64Array(cellRows * cellCols);
  for (let cell = 0; cell < shares.length; cell++) {
    const row = Math.floor(cell / cellCols);
    const covering = coverCount(row, rows, down) * coverCount(cell % cellCols, cols, across);
    shares[cell] = 1 / covering;
  }
  return shares;
}
