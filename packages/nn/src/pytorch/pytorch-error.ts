/** A file is no PyTorch checkpoint that can be read. */
export class PytorchError extends Error {
  override readonly name: string = 'PytorchError';
  /** The name of the input as the caller gave it. */
  readonly inputName: string;
  /** What the file tried to name or call and may not, as `module.name`. */
  readonly refused: string | undefined;

  constructor(inputName: string, problem: string, options: PytorchErrorOptions = {}) {
    super(`${inputName}: ${problem}`, options);
    this.inputName = inputName;
    this.refused = options.refused;
  }
}

interface PytorchErrorOptions extends ErrorOptions {
  refused?: string;
}
