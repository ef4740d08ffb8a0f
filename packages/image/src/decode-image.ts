import { codec } from '#codec';
import { tooManyBytes } from './decode-reasons.ts';
import { ImageDecodeError } from './image-decode-error.ts';
import type { RasterImage } from './raster-image.ts';

export interface DecodeImageOptions {
  /**
   * What to call the input in error messages, such as a file name.
   * @defaultValue the name of a `File`, else `'image'`
   */
  name?: string | undefined;
  /**
   * Largest allowed width * height, in pixels; read from the file's header before it is decoded.
   * @defaultValue 2 ** 28, some 268 million
   */
  maxPixels?: number | undefined;
  /**
   * Largest allowed size of the file, in bytes; looked at before a Blob is read.
   * @defaultValue 2 ** 30, one GiB
   */
  maxBytes?: number | undefined;
  /** Stops the work between its steps; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * Decodes an image to the pixels stored in its file, since forensic traces live in those: the EXIF
 * orientation, colour profiles and gamma are not applied, alpha is dropped and not blended, and
 * 16-bit samples become `v >> 8`. CMYK becomes `R = (255 - C) * (255 - K) / 255`. Of an animation
 * or a file of several pages comes the first.
 *
 * JPEG, PNG, TIFF, WebP, AVIF and GIF everywhere, and HEIC where `libheif-js`, an optional peer, is
 * installed. Node (sharp) and the browser give the same pixels: to the bit for PNG, TIFF, HEIC and
 * WebP, but for colours under a partly transparent alpha in lossless WebP, which a canvas rounds;
 * JPEG, AVIF and GIF are decoded by whatever the browser brings. A rotation inside AVIF or HEIC
 * (`irot`) is part of its decoding and is applied everywhere.
 *
 * @param input the bytes of the file
 * @returns the image, of the width and height that its file stores
 * @throws {@link ImageDecodeError} when the input is no image, is damaged or truncated, exceeds
 * `maxPixels` or `maxBytes`, or is in a format that the platform lacks; TypeError when `input` is neither bytes
 * nor a Blob
 */
export async function decodeImage(
  input: Uint8Array | Blob,
  options: DecodeImageOptions = {},
): Promise<RasterImage> {
  const { name = nameOf(input), maxPixels = 2 ** 28, maxBytes = 2 ** 30, signal } = options;
  signal?.throwIfAborted();
  const size = sizeOf(input);
  if (size > maxBytes) throw new ImageDecodeError(name, tooManyBytes(size, maxBytes));
  const bytes = await bytesOf(input);
  signal?.throwIfAborted();
  if (bytes.length === 0) throw new ImageDecodeError(name, 'expected an image, got 0 bytes');
  return codec.decode(bytes, { inputName: name, maxPixels, signal });
}

function sizeOf(input: Uint8Array | Blob): number {
  if (input instanceof Uint8Array) return input.length;
  if (input instanceof Blob) return input.size;
  throw new TypeError(`expected an image as Uint8Array or Blob, got ${typeof input}`);
}

async function bytesOf(input: Uint8Array | Blob): Promise<Uint8Array> {
  return input instanceof Blob ? new Uint8Array(await input.arrayBuffer()) : input;
}

function nameOf(input: Uint8Array | Blob): string {
  const named = input instanceof Blob && 'name' in input && typeof input.name === 'string';
  return named ? (input.name as string) : 'image';
}
