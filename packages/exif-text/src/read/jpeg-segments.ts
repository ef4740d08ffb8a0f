/** One marker segment of a JPEG file. */
export interface JpegSegment {
  /** Second byte of the marker: 0xe1 is APP1, 0xda start of scan. */
  marker: number;
  /** Where the content begins, behind marker and length, in bytes from the start of the file. */
  start: number;
  /** Where it ends; beyond the end of a file cut off. */
  end: number;
}

/** The segments up to and including the first start of scan, or to where the file stops making sense. */
export function* jpegSegments(view: DataView): Generator<JpegSegment> {
  let offset = 2;
  while (isJpeg(view) && offset + 4 <= view.byteLength && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1; // fill byte
      continue;
    }
    const length = view.getUint16(offset + 2);
    if (length < 2) return;
    yield { marker, start: offset + 4, end: offset + 2 + length };
    if (marker === 0xda) return;
    offset += 2 + length;
  }
}

/** Whether the file begins as a JPEG does. */
function isJpeg(view: DataView): boolean {
  return view.byteLength >= 2 && view.getUint16(0) === 0xffd8;
}
