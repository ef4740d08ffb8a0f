/** Bytes that are no `.npy` file, or one that holds what this package does not read. */
export class NpyFormatError extends Error {
  override readonly name = 'NpyFormatError';
}
