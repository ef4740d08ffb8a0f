/**
 * The bytes `start` … `end` − 1 of a view, as many as there are. They come through the view's own
 * reads, which a metered or paged view counts and watches.
 */
export function bytesOfView(view: DataView, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(end, view.byteLength) - start));
  for (let i = 0; i < bytes.length; i++) bytes[i] = view.getUint8(start + i);
  return bytes;
}
