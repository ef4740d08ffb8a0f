/**
 * An input that is no image, is damaged, is too large, or is in a format that this platform
 * cannot decode. Its message is one line that names the input.
 */
export class ImageDecodeError extends Error {
  override readonly name = 'ImageDecodeError';
  /** The name under which the input was given. */
  readonly inputName: string;

  constructor(inputName: string, reason: string, options?: ErrorOptions) {
    super(`cannot decode ${JSON.stringify(inputName)}: ${reason}`, options);
    this.inputName = inputName;
  }
}
