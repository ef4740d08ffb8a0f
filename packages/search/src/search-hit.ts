/** An embedding that was found. */
export interface SearchHit {
  readonly id: string;
  /** Cosine with the query, −1…1. */
  readonly cosine: number;
}
