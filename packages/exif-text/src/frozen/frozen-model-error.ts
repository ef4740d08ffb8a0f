/** A model of the hub or of a folder cannot be loaded; the message says what is missing. */
export class FrozenModelError extends Error {
  override readonly name = 'FrozenModelError';
  /** The model's id or folder. */
  readonly model: string;

  constructor(model: string, problem: string, options?: ErrorOptions) {
    super(`${model}: ${problem}`, options);
    this.model = model;
  }
}
