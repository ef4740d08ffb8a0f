import { ImageDecodeError } from '@exifclip/image';
import { ImageTooSmallError } from '@exifclip/patch-encoder';
import { MOST_PIXELS } from './limits.ts';
import { PhotoError } from './photo-error.ts';

/** What went wrong with a photo, and what to do about it, for people who have seen no code. */
export function explainFailure(error: unknown): string {
  if (error instanceof PhotoError) return error.message;
  if (error instanceof ImageTooSmallError) {
    const { width, height, patchSize } = error;
    return `Too small: ${width} × ${height} pixels, where ${patchSize} × ${patchSize} are the least that can be compared. Find a larger copy; enlarging this one would not help.`;
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof ImageDecodeError) return explainDecoding(reason);
  if (/allocation|out of memory/i.test(reason)) {
    return 'The browser ran out of memory. Close other tabs, or try a smaller copy.';
  }
  return `Something went wrong that was not foreseen: ${reason}`;
}

function explainDecoding(reason: string): string {
  const size = /got (\d+)x(\d+) = (\d+)/.exec(reason);
  if (size) {
    const [, width, height, pixels] = size;
    return `Too large for a browser: ${width} × ${height}, ${megapixels(Number(pixels))} megapixels; up to ${megapixels(MOST_PIXELS)} are examined here. The command exifclip, which runs outside the browser, takes it.`;
  }
  return 'This file cannot be read as an image: it is damaged, cut short, or of another kind. JPEG, PNG, TIFF, WebP, AVIF and GIF are read here. Try to open it in a viewer, and to get it once more from where it came.';
}

function megapixels(pixels: number): string {
  return Math.round(pixels / 1e6).toLocaleString('en');
}
