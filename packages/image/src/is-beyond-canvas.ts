/**
 * Whether a PNG file holds what a canvas cannot give back: colours under alpha, which it multiplies
 * by it, or 16-bit samples, which each browser narrows in its own way.
 */
export function isBeyondCanvas(png: Uint8Array): boolean {
  const [depth, colorType] = [png[24], png[25]];
  return depth === 16 || colorType === 4 || colorType === 6;
}
