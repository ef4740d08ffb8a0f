/** Where transformers.js is to read a model from. */
export interface LocatedModel {
  /** A hub id, or the absolute path of a folder. */
  readonly source: string;
  readonly local: boolean;
  /** SHA-256 of a local model's files: what it is, wherever it lies. */
  readonly fingerprint?: string;
}
