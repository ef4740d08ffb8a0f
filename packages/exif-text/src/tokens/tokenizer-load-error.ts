/** A tokenizer that could not be loaded: files are missing, damaged, or out of reach. */
export class TokenizerLoadError extends Error {
  override readonly name: string = 'TokenizerLoadError';
  /** The folder or the id that was asked for. */
  readonly source: string;

  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(`${source}: ${reason}`, options);
    this.source = source;
  }
}
