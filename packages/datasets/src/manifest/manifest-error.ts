/** A manifest that does not hold what it should; the message names the file and the line. */
export class ManifestError extends Error {
  override readonly name: string = 'ManifestError';
  /** The file, as it was asked for. */
  readonly file: string;
  /** Number of the line, from 1. */
  readonly line: number;

  constructor(file: string, line: number, problem: string, options?: ErrorOptions) {
    super(`${file}, line ${line}: ${problem}`, options);
    this.file = file;
    this.line = line;
  }
}
