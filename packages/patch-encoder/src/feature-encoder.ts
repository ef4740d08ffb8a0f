import type { DenseArray } from '@exifclip/image';
import type { FeatureGeometry } from './feature-geometry.ts';
import type { EncodeOptions } from './patch-encoder.ts';

/**
 * A patch encoder in two halves, between which `encodeGridConvolutionally` pools the features of
 * each patch; what it runs on is its own affair.
 */
export interface FeatureEncoder {
  /** Names the model and version. */
  readonly id: string;
  /** Length of an embedding. */
  readonly dim: number;
  /** Side of the patches that it stands in for, in pixels. */
  readonly patchSize: number;
  /** Side of the tiles that it takes, in pixels. */
  readonly tileSize: number;
  /** How the positions of its feature maps lie over a tile. */
  readonly geometry: FeatureGeometry;
  /**
   * @param tiles `[n, tileSize, tileSize, 3]`, RGB bytes at the image's own resolution
   * @returns `[n, rows, columns, channels]`
   */
  features(
    tiles: DenseArray<Uint8Array>,
    options?: EncodeOptions,
  ): Promise<DenseArray<Float32Array>>;
  /**
   * @param statistics `[n, channels]`, the mean over a patch's positions, or
   * `[n, 2 · channels]`, with the standard deviation after it
   * @returns `[n, dim]`, every row of unit length
   */
  embed(
    statistics: DenseArray<Float32Array>,
    options?: EncodeOptions,
  ): Promise<DenseArray<Float32Array>>;
  /** Frees what the encoder holds; it is of no use afterwards. */
  dispose(): Promise<void>;
}
