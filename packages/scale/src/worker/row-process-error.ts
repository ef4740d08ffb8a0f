/** A process that made rows has ended over an input: what can happen to it again, or not. */
export class RowProcessError extends Error {
  override readonly name = 'RowProcessError';
}
