/** A tfjs backend cannot be used here; the message says why. */
export class BackendUnavailableError extends Error {
  override readonly name: string = 'BackendUnavailableError';
}
