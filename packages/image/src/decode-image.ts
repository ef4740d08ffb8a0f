import { codec } from '#codec';
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
  /** Stops the work between its steps; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * Decodes an image to the pixels stored in its file, since forensic traces live in those: the EXIF
 * orientation, colour profiles and gamma are not applied, alpha is dropped and not blended, and
 * 16-bit samples become `v >> 8`. CMYK becomes `R = (255 - C) * (255 - K) / 255`. Of an animation
 * or a file of several pages comes the first.
 *
 * In Node (sharp): JPEG, PNG, TIFF, WebP, AVIF, GIF; HEIC is refused. In the browser: what the
 * browser decodes, which seldom includes TIFF; there, colours under a partly transparent alpha are
 * rounded, and the browser narrows 16 bits in its own way. A rotation inside AVIF (`irot`) is part
 * of its decoding and is applied everywhere.
 *
 * @param input the bytes of the file
 * @returns the image, of the width and height that its file stores
 * @throws {@link ImageDecodeError} when the input is no image, is damaged or truncated, exceeds
 * `maxPixels`, or is in a format that the platform lacks; TypeError when `input` is neither bytes
 * nor a Blob
 */
export async function decodeImage(
  input: Uint8Array | Blob,
  options: DecodeImageOptions = {},
): Promise<RasterImage> {
  const { name = nameOf(input), maxPixels = 2 ** 28, signal } = options;
  signal?.throwIfAborted();
  const bytes = await bytesOf(input);
  signal?.throwIfAborted();
  if (bytes.length === 0) throw new ImageDecodeError(name, 'expected an image, got 0 bytes');
  return codec.decode(bytes, { inputName: name, maxPixels, signal });
}

async function bytesOf(input: Uint8Array | Blob): Promise<Uint8Array> {
  if (input instanceof Uint8Array) return input;
  if (input instanceof Blob) return new Uint8Array(await input.arrayBuffer());
  throw new TypeError(`expected an image as Uint8Array or Blob, got ${typeof input}`);
}

function nameOf(input: Uint8Array | Blob): string {
  const named = input instanceof Blob && 'name' in input && typeof input.name === 'string';
  return named ? (input.name as string) : 'image';
}
