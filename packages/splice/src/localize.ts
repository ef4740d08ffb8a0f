import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { cellMeans } from './cells/cell-means.ts';
import { finiteEmbeddings } from './cells/finite-embeddings.ts';
import { gridSpread } from './cells/grid-spread.ts';
import { middleVotes } from './cells/middle-votes.ts';
import { padEdges } from './cells/pad-edges.ts';
import { stretchToBytes } from './cells/stretch-to-bytes.ts';
import { unitRows } from './cells/unit-rows.ts';
import { type Whitening, whiten } from './cells/whiten.ts';
import { withTraces } from './cells/with-traces.ts';
import { clusterCells, localizeMethods } from './clustering/cluster-cells.ts';
import type { ResponseOptions } from './clustering/consistency-factors.ts';
import { detectionScore } from './clustering/detection-score.ts';
import { gradedMaps } from './clustering/graded-maps.ts';
import { pcaMap } from './clustering/pca-map.ts';
import { regionScore } from './clustering/region-score.ts';
import type { LocalizeMethod } from './localize-method.ts';
import { wantsTraces } from './wants-traces.ts';
import { wantsWhitening } from './wants-whitening.ts';

/** The method where none is named: the most accurate on the forgeries that we measure on. */
export const defaultMethod: LocalizeMethod = 'traced-region';

/** Options of {@link localize}. */
export interface LocalizeOptions {
  /**
   * How the cells are clustered; 'mean-shift', 'normalized-cut' and 'first-component' are published
   * ones.
   * @defaultValue 'traced-region' where there are traces, else 'exponential-region'
   */
  method?: LocalizeMethod;
  /**
   * Applied to the embeddings before they are clustered, with any method; the score and the PCA
   * picture stay on the plain embeddings.
   * @defaultValue none
   */
  whitening?: Whitening | undefined;
  /**
   * Traces of compression, `[rows, cols, n]` of the patches (`compressionTraces`), which
   * 'traced-region' clusters beside the embeddings.
   * @defaultValue none
   */
  traces?: DenseArray | undefined;
  /** Width of the exponential in standard deviations, for the exponential methods. @defaultValue 0.4 */
  scale?: number;
  /**
   * What the published code adds to the number of votes (1e-4), to reproduce its numbers; not
   * used by the exponential methods.
   * @defaultValue 0
   */
  denominatorEpsilon?: number;
}

/** Where an image disagrees with itself. */
export interface Localization {
  /**
   * Detection score, at least 0, higher = more likely spliced: `regionScore` for our methods, the
   * mean response for the published ones.
   */
  score: number;
  /** The published score: mean response of all pairs of cells, 0…2. */
  meanResponse: number;
  /** `[cellRows, cellCols]`, 0…1, high = inconsistent with the rest. */
  heatmap: DenseArray;
  /** `[cellRows, cellCols]`, 255 = taken for spliced, 0 = not. */
  mask: DenseArray<Uint8Array>;
  /** `[cellRows, cellCols, 3]`, three principal components as colours. */
  pca: DenseArray<Uint8Array>;
  /** How the cells were clustered. */
  method: LocalizeMethod;
}

/**
 * Finds the part of an image whose patches disagree with the rest about their camera.
 *
 * @param embeddings - `[rows, cols, dim]`, one for each patch of the grid; brought to unit length
 *   here
 * @param grid - the grid they were encoded on
 * @returns maps of cells; `mapToImage` lays them over the image. When all patches agree, heatmap
 *   and mask are 0
 * @throws RangeError when embeddings, grid, whitening and traces do not fit each other, and for a
 *   value that is not finite; TypeError when the method needs traces and there are none
 */
export function localize(
  embeddings: DenseArray,
  grid: PatchGrid,
  options: LocalizeOptions = {},
): Localization {
  const { whitening, traces, scale = 0.4, denominatorEpsilon = 0 } = options;
  const { method = traces ? defaultMethod : 'exponential-region' } = options;
  if (!localizeMethods.includes(method)) {
    const names = localizeMethods.join(', ');
    throw new RangeError(`expected a method of ${names}, got ${method}`);
  }
  const unit = unitEmbeddings(embeddings, grid);
  if (traces) assertOfGrid(finiteEmbeddings(traces, 'traces'), grid, 'traces');
  else if (wantsTraces(method)) throw new TypeError(`${method}: expected traces, got none`);
  const spread = gridSpread(grid);
  const response: ResponseOptions =
    denominatorEpsilon !== 0 ? { denominator: { epsilon: denominatorEpsilon, spread } } : {};
  const plain = cellMeans(unit, { spread });
  const meanResponse = detectionScore(plain, response);

  const isOurs = wantsWhitening(method);
  const votes = isOurs ? middleVotes(spread) : { spread, margin: [0, 0] as const };
  const voters = whitening ? whiten(unit, whitening) : unit;
  const alone = isOurs || whitening ? cellMeans(voters, votes) : plain;
  const cells = traces && wantsTraces(method) ? withTraces(alone, traces, votes.spread) : alone;
  const { values, spliced, threshold } = clusterCells(method, cells, { ...response, scale });
  const { heatmap, mask } = gradedMaps(values, spliced, threshold);
  return {
    score: isOurs ? regionScore(cells, mask, { meanResponse }) : meanResponse,
    meanResponse,
    heatmap: padEdges(heatmap, votes.margin),
    mask: padEdges(mask, votes.margin),
    pca: stretchToBytes(pcaMap(unit, { spread })),
    method,
  };
}

function unitEmbeddings(embeddings: DenseArray, grid: PatchGrid): DenseArray {
  const { data, shape } = finiteEmbeddings(embeddings, 'embeddings');
  assertOfGrid({ data, shape }, grid, 'embeddings');
  return { data: unitRows(data, shape[2]!), shape };
}

function assertOfGrid(
  { shape }: DenseArray,
  { rowOffsets, colOffsets }: PatchGrid,
  what: string,
): void {
  if (shape.length === 3 && shape[0] === rowOffsets.length && shape[1] === colOffsets.length)
    return;
  throw new RangeError(
    `expected ${what} for the grid's ${rowOffsets.length} by ${colOffsets.length} patches, got [${shape.join(', ')}]`,
  );
}
