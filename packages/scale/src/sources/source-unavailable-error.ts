/** A source could not be read now, but may be later: the network, a server that is busy. */
export class SourceUnavailableError extends Error {
  override readonly name = 'SourceUnavailableError';
}
