import { assertRasterImage, decodeImage, type RasterImage } from '@exifclip/image';
import { readPath } from '#detector/read-path';
import type { ImageSource } from './image-source.ts';

export interface OpenImageOptions {
  /** What the image is called in errors. @defaultValue its path, else `'image'` */
  name?: string | undefined;
  /** Largest allowed width * height of a file. @defaultValue that of `decodeImage` */
  maxPixels?: number | undefined;
  /** Stops reading and decoding. */
  signal?: AbortSignal | undefined;
}

/** An image as stored, and its file where it came from one. */
export interface OpenedImage {
  image: RasterImage;
  file: Uint8Array | undefined;
}

/**
 * Reads and decodes an image from wherever it is.
 *
 * @throws TypeError for what is no image source; ImageDecodeError when the bytes are no image
 */
export async function openImage(
  source: ImageSource,
  { name, maxPixels, signal }: OpenImageOptions = {},
): Promise<OpenedImage> {
  if (isRasterImage(source)) {
    assertRasterImage(source);
    return { image: source, file: undefined };
  }
  const isPath = typeof source === 'string' || source instanceof URL;
  const file = isPath ? await readPath(source, signal) : await bytesOf(source);
  const called = name ?? (isPath ? String(source) : nameOf(source));
  return { image: await decodeImage(file, { name: called, maxPixels, signal }), file };
}

function isRasterImage(source: ImageSource): source is RasterImage {
  return typeof source === 'object' && source !== null && 'channels' in source;
}

async function bytesOf(source: Uint8Array | Blob): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  throw new TypeError(
    `expected an image as bytes, Blob, pixels or path, got ${source === null ? 'null' : typeof source}`,
  );
}

function nameOf(source: Uint8Array | Blob): string | undefined {
  return 'name' in source && typeof source.name === 'string' ? source.name : undefined;
}
