/** The projection that removes what varies within authentic photos, as plain arrays. */
export interface WhiteningArrays {
  /** Mean of embeddings, [dim]. */
  mean: { data: Float32Array; shape: readonly number[] };
  /** Directions to keep as columns, [dim, kept]. */
  projection: { data: Float32Array; shape: readonly number[] };
}
