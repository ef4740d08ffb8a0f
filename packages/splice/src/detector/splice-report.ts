import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import type { Evidence } from '../evidence/measure-evidence.ts';
import type { LocalizeMethod } from '../localize-method.ts';

/** Milliseconds by step. */
export interface SpliceTimings {
  /** Reading and decoding the file; about 0 for pixels. */
  decode: number;
  /** Cutting out the patches and running the encoder. */
  encode: number;
  /** Traces of compression, clustering, maps and score. */
  localize: number;
  /** Measuring what the warnings rest on. */
  evidence: number;
  /** All of it. */
  total: number;
}

/**
 * What was found in one image. Maps lie as the pixels are stored, at the grid's resolution. All but
 * `consistencyFrom`, which is a function, can be posted to another thread.
 */
export interface SpliceReport {
  /**
   * The detection score of the method, at least 0; higher = more likely spliced. Of the published
   * methods the mean response, of ours `regionScore`.
   */
  score: number;
  /**
   * The score as a probability, 0…1, by the model's calibration on spliced and authentic photos; at
   * 0.5, at most one in twenty-five of its authentic crops is called spliced, and of whole photos that
   * it was given one in twenty. Undefined where the model folder has none for the method.
   */
  probability: number | undefined;
  /** The published detection score: the mean response of all pairs of cells, 0…2. */
  meanResponse: number;
  /** `[rows, cols]` of cells, 0…1, high = inconsistent with most of the image. */
  heatmap: DenseArray<Float32Array>;
  /** `[rows, cols]` of cells, 255 = spliced, 0 = not. */
  mask: DenseArray<Uint8Array>;
  /** `[rows, cols, 3]` of cells: what the patches say, as colours. */
  pca: DenseArray<Uint8Array>;
  /** Where the patches lay. */
  grid: PatchGrid;
  /** How the embeddings became the map. */
  method: LocalizeMethod;
  /** Which model made the embeddings. */
  model: string;
  /** Milliseconds by step. */
  timings: SpliceTimings;
  /** What the image can say about itself. */
  evidence: Evidence;
  /** Why the result may say little; empty when nothing stands against it. */
  warnings: readonly string[];
  /**
   * The consistency of one cell with every cell, by the embeddings that were clustered.
   *
   * @param row - among the rows of the heatmap, `col` among its columns
   * @returns `[rows, cols]`, −1…1, high = same camera
   * @throws RangeError when there is no such cell
   */
  consistencyFrom(row: number, col: number): DenseArray<Float32Array>;
  /**
   * The embeddings that were clustered, for those who want the consistency of many cells: that of
   * two is their dot product. Made when first asked for, and shared: not to be written to.
   *
   * @returns `[rows, cols, dim]` of cells
   */
  cells(): DenseArray<Float32Array>;
}
