/** The bytes are no valid safetensors file. */
export class SafetensorsError extends Error {
  override readonly name: string = 'SafetensorsError';
  /** The name of the input as the caller gave it. */
  readonly inputName: string;

  constructor(inputName: string, problem: string, options?: ErrorOptions) {
    super(`${inputName}: ${problem}`, options);
    this.inputName = inputName;
  }
}
