/** A result table that cannot be gone on with: unreadable, or of other settings. */
export class TableError extends Error {
  /** The table's file. */
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.name = 'TableError';
    this.file = file;
  }
}
