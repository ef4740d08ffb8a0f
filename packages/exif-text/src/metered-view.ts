/**
 * A view of `buffer` that throws a RangeError after `maxReads` reads. A field of a hostile file may
 * claim to be as long as the file; this bounds what decoding it can cost.
 */
export function meteredView(buffer: ArrayBufferLike, maxReads: number): DataView {
  const plain = new DataView(buffer);
  let readsLeft = maxReads;
  const spend = (): DataView => {
    readsLeft -= 1;
    if (readsLeft < 0) throw new RangeError(`expected at most ${maxReads} reads of metadata`);
    return plain;
  };
  return Object.assign(new DataView(buffer), {
    getUint8: (at: number) => spend().getUint8(at),
    getUint16: (at: number, littleEndian?: boolean) => spend().getUint16(at, littleEndian),
    getUint32: (at: number, littleEndian?: boolean) => spend().getUint32(at, littleEndian),
    getInt32: (at: number, littleEndian?: boolean) => spend().getInt32(at, littleEndian),
  });
}
