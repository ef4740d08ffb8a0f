import type { DenseArray } from '@exifclip/image';

/** Turns image patches into embeddings; what it runs on is its own affair. */
export interface PatchEncoder {
  /** Names the model and version, so that embeddings of different encoders are not mixed. */
  readonly id: string;
  /** Length of an embedding. */
  readonly dim: number;
  /** Side of the patches it takes, in pixels. */
  readonly patchSize: number;
  /**
   * @param patches `[n, patchSize, patchSize, 3]`, RGB bytes at the image's own resolution
   * @returns `[n, dim]`, every row of unit length
   */
  encode(
    patches: DenseArray<Uint8Array>,
    options?: EncodeOptions,
  ): Promise<DenseArray<Float32Array>>;
  /** Frees what the encoder holds; it is of no use afterwards. */
  dispose(): Promise<void>;
}

export interface EncodeOptions {
  /** Stops the work; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}
