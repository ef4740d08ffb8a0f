/** A photo that cannot be examined, with a sentence for people that says why and what to do. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError';
}
