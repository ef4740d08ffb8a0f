/** Turns sentences into embeddings in the space of the patches. */
export interface TextEncoder {
  /** Length of an embedding. */
  readonly dim: number;
  /**
   * @param sentences as `renderSentence` of @exifclip/exif-text writes them
   * @returns [n, dim], unit length
   */
  encode(sentences: readonly string[]): Promise<{ data: Float32Array; shape: readonly number[] }>;
}
