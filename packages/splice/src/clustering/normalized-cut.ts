import type { DenseArray } from '@exifclip/image';
import { finiteEmbeddings } from '../cells/finite-embeddings.ts';
import { isConstant } from '../cells/is-constant.ts';
import { consistencyAffinity } from './consistency-affinity.ts';
import type { ResponseOptions } from './consistency-factors.ts';
import { type ExponentialAffinityOptions, exponentialAffinity } from './exponential-affinity.ts';
import { secondEigenvector } from './second-eigenvector.ts';
import { twoMeansSplit } from './two-means-split.ts';

/** Options of {@link normalizedCut}; those of the other affinity are not read. */
export interface NormalizedCutOptions extends ResponseOptions, ExponentialAffinityOptions {
  /**
   * What binds two cells: their consistency, as published (linear in the cells), or its
   * exponential (sharper; approximated above `mostCells`).
   * @defaultValue 'consistency'
   */
  affinity?: 'consistency' | 'exponential';
}

/** The cells of an image in two clusters. */
export interface NormalizedCut {
  /** `[cellRows, cellCols]`, 1 where the indicator lies above the threshold; which is spliced is unknown. */
  labels: DenseArray<Uint8Array>;
  /** `[cellRows, cellCols]`, the second eigenvector over the root of the degree: a graded label. */
  indicator: DenseArray;
  /** Where the indicator is split. */
  threshold: number;
}

/**
 * Splits the cells into two clusters by a normalised cut: the second eigenvector of
 * `D^-½ A D^-½`, divided by the root of the degrees `D`, split by an optimal two-means.
 * Deterministic. Cells that are all alike stay one cluster: labels and indicator are then 0.
 *
 * @param cells - `[cellRows, cellCols, dim]` from `cellMeans`
 * @throws RangeError for a wrong shape, a value that is not finite, or a scale that is not positive
 * @see Shi and Malik, Normalized cuts and image segmentation, PAMI 2000
 */
export function normalizedCut(
  cells: DenseArray,
  options: NormalizedCutOptions = {},
): NormalizedCut {
  const { affinity = 'consistency' } = options;
  const dense = finiteEmbeddings(cells, 'cells');
  const operator =
    affinity === 'exponential'
      ? exponentialAffinity(dense, options)
      : consistencyAffinity(dense, options);
  const shape = [dense.shape[0]!, dense.shape[1]!];
  const values = isConstant(dense) ? undefined : secondEigenvector(operator);
  const data = values ? new Float32Array(values) : new Float32Array(operator.size);
  const split = twoMeansSplit(data);
  const threshold = split?.threshold ?? 0;
  const labels = split ? data.map((value) => (value > threshold ? 1 : 0)) : data;
  return {
    labels: { data: new Uint8Array(labels), shape },
    indicator: { data, shape },
    threshold,
  };
}
