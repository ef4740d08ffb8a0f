const EXTRA_SAMPLES = 338;
const PREMULTIPLIED = 1;
const NOT_PREMULTIPLIED = 2;

/**
 * libvips divides the colours of a TIFF by an alpha channel that is marked as premultiplied, and
 * cannot be told not to. This marks it as not premultiplied, so that the stored values come out.
 * Reads the first directory of a classic TIFF; BigTIFF is left as it is.
 *
 * @returns a changed copy, or the given bytes where there is nothing to change
 */
export function plainTiffAlpha(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 8) return bytes;
  const littleEndian = view.getUint16(0) === 0x4949;
  if (view.getUint16(2, littleEndian) !== 42) return bytes;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > bytes.length) return bytes;
  const count = view.getUint16(directory, littleEndian);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > bytes.length) return bytes;
    if (view.getUint16(at, littleEndian) !== EXTRA_SAMPLES) continue;
    // The first of the kinds, 16 bits each, lies in the entry itself up to a count of 2.
    const isInline = view.getUint32(at + 4, littleEndian) <= 2;
    const kindAt = isInline ? at + 8 : view.getUint32(at + 8, littleEndian);
    if (kindAt + 2 > bytes.length) return bytes;
    if (view.getUint16(kindAt, littleEndian) !== PREMULTIPLIED) return bytes;
    const copy = new Uint8Array(bytes);
    new DataView(copy.buffer).setUint16(kindAt, NOT_PREMULTIPLIED, littleEndian);
    return copy;
  }
  return bytes;
}
