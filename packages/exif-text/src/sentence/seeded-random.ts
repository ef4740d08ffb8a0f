/**
 * Numbers in [0, 1) that depend on nothing but the seed, the same on every machine; each `stream`
 * (32 bits) of a seed draws numbers of its own.
 *
 * @see Mulberry32 by Tommy Ettinger, public domain: a counter, mixed
 * @throws RangeError unless the seed is a whole number
 */
export function seededRandom(seed: number, stream = 0): () => number {
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`expected a whole number as seed, got ${seed}`);
  }
  let state = (seed ^ stream) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
