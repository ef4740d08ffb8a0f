import sharp from 'sharp';
import { Refusal } from './refusal.ts';
import type { ServerLimits } from './server-limits.ts';

/**
 * Looks at what came in before anything is decoded: a header of a few bytes can announce a picture
 * that would fill the memory.
 *
 * @throws Refusal for no bytes, a form, no image, and too many pixels
 */
export async function checkUpload(
  body: unknown,
  contentType: string | undefined,
  { maxPixels }: Pick<ServerLimits, 'maxPixels'>,
): Promise<Uint8Array> {
  if (contentType?.startsWith('multipart/')) {
    throw new Refusal(415, 'expected the file itself as the body, got a form');
  }
  if (!(body instanceof Uint8Array) || body.length === 0) {
    throw new Refusal(400, 'expected an image file as the body, got 0 bytes');
  }
  const { width, height } = await readHeader(body);
  if (width * height > maxPixels) {
    throw new Refusal(413, `expected at most ${maxPixels} pixels, got ${width}x${height}`);
  }
  return body;
}

async function readHeader(file: Uint8Array): Promise<{ width: number; height: number }> {
  try {
    return await sharp(file, { limitInputPixels: false }).metadata();
  } catch {
    throw new Refusal(415, `expected a JPEG, PNG, TIFF, WebP, AVIF or GIF image, got none`);
  }
}
