/** How an approximate index is built: more finds more, and takes longer. */
export interface UsearchSettings {
  /** Numbers in an embedding. */
  dim: number;
  /** Neighbours an embedding has in the graph (M of HNSW). @defaultValue 16 */
  connectivity: number;
  /** Candidates that are kept while one is put into the graph. @defaultValue 128 */
  expansionAdd: number;
  /** Candidates that are kept while it is searched, at least as many as hits. @defaultValue 128 */
  expansionSearch: number;
  /** How numbers are kept: in 4, 2 or 1 bytes; cosines are those of what is kept. */
  precision: 'f32' | 'f16' | 'i8';
}
