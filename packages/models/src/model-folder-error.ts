/** A model folder lacks a file, or one of its files is not what it should be. */
export class ModelFolderError extends Error {
  override readonly name = 'ModelFolderError';
  /** The file or folder at fault. */
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file}: ${problem}`, options);
    this.file = file;
  }
}
