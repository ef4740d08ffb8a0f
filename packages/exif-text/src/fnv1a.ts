/** What FNV-1a hashes to before the first byte. */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a hash of the UTF-8 bytes of `text`, unsigned 32 bits. With the hash of a prefix as
 * `state` it goes on from there: `fnv1a('bar', fnv1a('foo')) === fnv1a('foobar')`.
 *
 * @see Fowler, Noll, Vo; RFC 9923
 */
export function fnv1a(text: string, state: number = OFFSET_BASIS): number {
  let hash = state | 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      hash = Math.imul(hash ^ unit, PRIME);
      continue;
    }
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i += 1;
    hash = hashCodePoint(hash, point);
  }
  return hash >>> 0;
}

/** The two to four UTF-8 bytes of a code point of 128 or more. */
function hashCodePoint(state: number, point: number): number {
  const last = 0x80 | (point & 0x3f);
  if (point < 0x800) return step(step(state, 0xc0 | (point >> 6)), last);
  const middle = 0x80 | ((point >> 6) & 0x3f);
  if (point < 0x10000) return step(step(step(state, 0xe0 | (point >> 12)), middle), last);
  const second = 0x80 | ((point >> 12) & 0x3f);
  return step(step(step(step(state, 0xf0 | (point >> 18)), second), middle), last);
}

function step(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, PRIME);
}
