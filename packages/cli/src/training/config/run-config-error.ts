/** Settings of a run that cannot be used. */
export class RunConfigError extends RangeError {
  override readonly name: string = 'RunConfigError';
  /** The file they stand in. */
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file}: ${problem}`, options);
    this.file = file;
  }
}
