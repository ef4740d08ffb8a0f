import type { DenseArray } from '@exifclip/image';
import { isConstant } from '../cells/is-constant.ts';
import type { LocalizeMethod } from '../localize-method.ts';
import type { ResponseOptions } from './consistency-factors.ts';
import { exponentialRegion } from './exponential-region.ts';
import { firstComponentMap } from './first-component-map.ts';
import { meanShiftMap } from './mean-shift-map.ts';
import { normalizedCut } from './normalized-cut.ts';

/** One value a cell, and which end of the values means spliced. */
export interface ClusteredCells {
  /** `[cellRows, cellCols]`. */
  values: DenseArray;
  /** 'high', or 'minority' where the method does not know which cluster is which. */
  spliced: 'high' | 'minority';
  /** Where the values are split; an optimal two-means finds it where none is given. */
  threshold?: number;
}

/** Options of {@link clusterCells}. */
export interface ClusterCellsOptions extends ResponseOptions {
  /** Width of the exponential in standard deviations, for the exponential methods. */
  scale: number;
}

/**
 * Clusters cells by the method of this name; where all cells are alike, the values are 0.
 *
 * @param cells - `[cellRows, cellCols, dim]`
 */
export function clusterCells(
  method: LocalizeMethod,
  cells: DenseArray,
  options: ClusterCellsOptions,
): ClusteredCells {
  if (!isConstant(cells)) return methods[method](cells, options);
  const shape = [cells.shape[0]!, cells.shape[1]!];
  const values = { data: new Float32Array(shape[0]! * shape[1]!), shape };
  return { values, spliced: 'high' };
}

type ClusterMethod = (cells: DenseArray, options: ClusterCellsOptions) => ClusteredCells;

/** What each method does with cells: add a method here, and its name in `localize-method.ts`. */
const methods: Readonly<Record<LocalizeMethod, ClusterMethod>> = {
  'mean-shift': (cells, options) => ({
    values: meanShiftMap(cells, options).map,
    spliced: 'high',
  }),
  'normalized-cut': (cells, options) => ({
    values: normalizedCut(cells, options).indicator,
    spliced: 'minority',
  }),
  'first-component': (cells) => ({
    values: firstComponentMap(cells),
    spliced: 'minority',
  }),
  'traced-region': boundRegion,
  'exponential-region': boundRegion,
  'exponential-cut': (cells, { scale }) => ({
    values: normalizedCut(cells, { affinity: 'exponential', scale }).indicator,
    spliced: 'minority',
  }),
};

function boundRegion(cells: DenseArray, { scale }: ClusterCellsOptions): ClusteredCells {
  return { values: exponentialRegion(cells, { scale }), spliced: 'high', threshold: 0 };
}

/** Every method by name. */
export const localizeMethods: readonly LocalizeMethod[] = Object.keys(methods) as LocalizeMethod[];
