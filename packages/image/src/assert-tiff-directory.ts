/** Bytes of a value, by the number of its type. */
const VALUE_SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/**
 * Checks that the values of a TIFF file's first directory lie inside the file, for readers that
 * take a count for granted and set memory aside for it.
 *
 * @throws Error when the directory or one of its values reaches beyond the end
 */
export function assertTiffDirectory(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const damaged = () => new Error('the TIFF file is damaged or cut short');
  if (bytes.length < 16) throw damaged();
  const littleEndian = view.getUint8(0) === 0x49;
  const isBig = view.getUint16(2, littleEndian) === 43;
  const wordAt = (at: number): number =>
    isBig ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
  const [countSize, entrySize, wordSize] = isBig ? [8, 20, 8] : [2, 12, 4];
  const directory = wordAt(isBig ? 8 : 4);
  if (directory + countSize > bytes.length) throw damaged();
  const count = isBig ? wordAt(directory) : view.getUint16(directory, littleEndian);
  if (directory + countSize + count * entrySize > bytes.length) throw damaged();
  for (let entry = 0; entry < count; entry++) {
    const at = directory + countSize + entry * entrySize;
    const size = (VALUE_SIZES[view.getUint16(at + 2, littleEndian)] ?? 0) * wordAt(at + 4);
    const place = size > wordSize ? wordAt(at + 4 + wordSize) : 0;
    if (place + size > bytes.length) throw damaged();
  }
}
