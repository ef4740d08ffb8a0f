/** Why an input of too many pixels is refused, in the same words on every platform. */
export function tooManyPixels(width: number, height: number, maxPixels: number): string {
  return `expected at most ${maxPixels} pixels, got ${width}x${height} = ${width * height}; raise maxPixels to allow it`;
}

/** Why an input that no decoder knows is refused; its first bytes tell what it may be. */
export function notAnImage(bytes: Uint8Array): string {
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  return `expected a JPEG, PNG, TIFF, WebP, AVIF or GIF image, got ${bytes.length} bytes that begin with ${start.join(' ')}`;
}
