/**
 * Where things lie in a segment, a file of embeddings of one length, all numbers little-endian:
 * eight bytes `EXIFEMB1`, length of an embedding and number of embeddings (uint32), the keys
 * (32 bytes each), then for each key a record: the embedding (float32) and the first eight bytes of
 * the SHA-256 of key and embedding.
 */
export interface SegmentLayout {
  /** Length of an embedding. */
  readonly dim: number;
  /** Number of embeddings. */
  readonly count: number;
  /** Offset of the first record. */
  readonly records: number;
  /** Bytes of a record. */
  readonly recordBytes: number;
  /** Bytes of the file. */
  readonly bytes: number;
}

export const segmentMagic = 'EXIFEMB1';
export const headerBytes = 16;
export const keyBytes = 32;
export const checkBytes = 8;

/** The layout that follows from the two numbers of the header. */
export function segmentLayout(dim: number, count: number): SegmentLayout {
  const records = headerBytes + count * keyBytes;
  const recordBytes = dim * Float32Array.BYTES_PER_ELEMENT + checkBytes;
  return { dim, count, records, recordBytes, bytes: records + count * recordBytes };
}
