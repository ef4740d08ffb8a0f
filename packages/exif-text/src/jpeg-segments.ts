/** One marker segment of a JPEG file. */
export interface JpegSegment {
  /** Second byte of the marker: 0xe1 is APP1, 0xda start of scan. */
  marker: number;
  /** Where the marker begins, in bytes from the start of the file. */
  offset: number;
  /** Content, without marker and length; shorter than declared in a file cut off. */
  content: Uint8Array;
}

/** Whether the file begins as a JPEG does. */
function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

/** The segments up to and including the first start of scan, or to where the file stops making sense. */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  let offset = 2;
  while (isJpeg(bytes) && offset + 4 <= bytes.length && bytes[offset] === 0xff) {
    const marker = bytes[offset + 1]!;
    if (marker === 0xff) {
      offset += 1; // fill byte
      continue;
    }
    const length = bytes[offset + 2]! * 256 + bytes[offset + 3]!;
    if (length < 2) return;
    yield { marker, offset, content: bytes.subarray(offset + 4, offset + 2 + length) };
    if (marker === 0xda) return;
    offset += 2 + length;
  }
}
