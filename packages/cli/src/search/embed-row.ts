/** The embeddings of one photo's patches, as a table keeps them. */
export interface EmbedRow {
  readonly input: string;
  /** Side of a patch, in pixels. */
  readonly patchSize: number;
  readonly dim: number;
  /** Upper edges of the rows of patches, in pixels. */
  readonly tops: readonly number[];
  /** Left edges of the columns of patches, in pixels. */
  readonly lefts: readonly number[];
  /** `[tops, lefts, dim]` */
  readonly embeddings: Float32Array;
}
