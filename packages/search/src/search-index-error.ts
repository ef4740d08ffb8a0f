/** A file that is no index, or not a whole one. */
export class SearchIndexError extends Error {
  override readonly name = 'SearchIndexError';
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path}: ${problem}`, options);
    this.path = path;
  }
}
