import { recordCheck } from './record-check.node.ts';
import { headerBytes, keyBytes, segmentLayout, segmentMagic } from './segment-layout.ts';

/**
 * Writes embeddings of one length as a segment.
 *
 * @param embeddings by key: 64 hexadecimal digits
 * @throws RangeError when lengths differ
 */
export function encodeSegment(embeddings: ReadonlyMap<string, Float32Array>): Uint8Array {
  const [first] = embeddings.values();
  const layout = segmentLayout(first?.length ?? 0, embeddings.size);
  const file = Buffer.alloc(layout.bytes);
  file.write(segmentMagic, 'latin1');
  file.writeUInt32LE(layout.dim, 8);
  file.writeUInt32LE(layout.count, 12);
  for (const [i, [key, embedding]] of [...embeddings].entries()) {
    if (embedding.length !== layout.dim) {
      throw new RangeError(
        `expected embeddings of one length, got ${layout.dim} and ${embedding.length}`,
      );
    }
    const keyAt = file.subarray(headerBytes + i * keyBytes, headerBytes + (i + 1) * keyBytes);
    keyAt.write(key, 'hex');
    const start = layout.records + i * layout.recordBytes;
    for (const [j, value] of embedding.entries()) file.writeFloatLE(value, start + 4 * j);
    const end = start + 4 * layout.dim;
    file.set(recordCheck(keyAt, file.subarray(start, end)), end);
  }
  return file;
}
