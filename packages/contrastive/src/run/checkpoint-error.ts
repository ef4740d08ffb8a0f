/** A checkpoint cannot be read; the message names it and says why. */
export class CheckpointError extends Error {
  override readonly name: string = 'CheckpointError';
  /** The name of the input as the caller gave it. */
  readonly inputName: string;

  constructor(inputName: string, problem: string, options?: ErrorOptions) {
    super(`${inputName}: ${problem}`, options);
    this.inputName = inputName;
  }
}
