/** Why an input of too many pixels is refused, in the same words on every platform. */
export function tooManyPixels(width: number, height: number, maxPixels: number): string {
  return `expected at most ${maxPixels} pixels, got ${width}x${height} = ${width * height}; raise maxPixels to allow it`;
}

/** Why an input of too many bytes is refused. */
export function tooManyBytes(bytes: number, maxBytes: number): string {
  return `expected a file of at most ${maxBytes} bytes, got ${bytes}; raise maxBytes to allow it`;
}

/** The optional peer that decodes HEIC. */
export const HEIC_PACKAGE = 'libheif-js';

/** Why a HEIC file is refused where nothing can decode it. */
export function needsHeicPackage(): string {
  return `HEIC (HEVC-coded) images need the package ${HEIC_PACKAGE}: npm install ${HEIC_PACKAGE}, or convert it to JPEG, PNG or TIFF first`;
}

/** Why an input that no decoder knows is refused; its first bytes tell what it may be. */
export function notAnImage(bytes: Uint8Array): string {
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  return `expected a JPEG, PNG, TIFF, WebP, AVIF, GIF or HEIC image, got ${bytes.length} bytes that begin with ${start.join(' ')}`;
}

/** The last line of an error: libvips reports a stack of them, and the last is what stopped it. */
export function lastLine(cause: unknown): string {
  const lines = String(cause instanceof Error ? cause.message : cause)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.at(-1)?.trim() ?? 'unknown error';
}
