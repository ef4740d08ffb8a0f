/** Reads of a file per parse; photos take at most some thousands. */
const MAX_READS = 2 ** 18;

/**
 * Counts reads. A field of a hostile file may claim to be as long as the file; this bounds what
 * decoding it can cost.
 *
 * @returns a function to call at each read, which throws a RangeError after `maxReads` calls
 */
export function readMeter(maxReads: number = MAX_READS): () => void {
  let readsLeft = maxReads;
  return () => {
    readsLeft -= 1;
    if (readsLeft < 0) throw new RangeError(`expected at most ${maxReads} reads of metadata`);
  };
}
