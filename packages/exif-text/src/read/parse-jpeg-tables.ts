/** Quantisation tables by their number in the file (luma is 0), in the file's zigzag order. */
export type JpegTables = ReadonlyMap<number, readonly number[]>;

/**
 * The tables of one DQT segment: for each a byte (precision in the upper half, number in the lower)
 * and 64 values of one or two bytes.
 *
 * @see ITU-T T.81, B.2.4.1; a table that is cut off is left out
 */
export function parseJpegTables(content: Uint8Array): JpegTables {
  const tables = new Map<number, readonly number[]>();
  let at = 0;
  while (at < content.length) {
    const size = content[at]! >> 4 === 0 ? 1 : 2;
    const number = content[at]! & 15;
    const values = content.subarray(at + 1, at + 1 + 64 * size);
    if (values.length === 64 * size) {
      tables.set(
        number,
        Array.from({ length: 64 }, (_, i) =>
          size === 1 ? values[i]! : values[2 * i]! * 256 + values[2 * i + 1]!,
        ),
      );
    }
    at += 1 + 64 * size;
  }
  return tables;
}
