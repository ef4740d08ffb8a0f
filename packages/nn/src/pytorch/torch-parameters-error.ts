/** A weight file lacks parameters of a tower, or has them in other shapes. */
export class TorchParametersError extends Error {
  override readonly name = 'TorchParametersError';
  /** Names that the file lacks. */
  readonly missing: readonly string[];
  /** What is there otherwise than expected, a sentence each. */
  readonly misshapen: readonly string[];

  constructor(what: string, missing: readonly string[], misshapen: readonly string[]) {
    const lists = [
      ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
      ...(misshapen.length > 0 ? [`misshapen: ${misshapen.join(', ')}`] : []),
    ];
    super(`${what}: the weights do not fit; ${lists.join('; ')}`);
    this.missing = missing;
    this.misshapen = misshapen;
  }
}
