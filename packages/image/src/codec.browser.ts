import type { Codec, CodecDecodeOptions, CodecJpegOptions, CodecPixels } from './codec.ts';
import { decodeHeic } from './decode-heic.ts';
import { lastLine, notAnImage, tooManyPixels } from './decode-reasons.ts';
import { fileKind } from './file-kind.ts';
import { ImageDecodeError } from './image-decode-error.ts';
import { imageSize } from './image-size.ts';
import { isBeyondCanvas } from './is-beyond-canvas.ts';
import type { RasterImage } from './raster-image.ts';
import { samplesToRgb } from './samples-to-rgb.ts';
import { stripMetadata } from './strip-metadata.ts';

/** Decoding and encoding by the browser's own decoders, on the page or in a worker. */
export const codec: Codec = { decode, encodePng, encodeJpeg };

async function decode(bytes: Uint8Array, options: CodecDecodeOptions): Promise<RasterImage> {
  const { inputName, maxPixels, signal } = options;
  const size = imageSize(bytes);
  if (size) assertSize(size, inputName, maxPixels);
  const byLibrary = await decodeByLibrary(bytes, options).catch((cause: unknown) => {
    signal?.throwIfAborted();
    if (cause instanceof ImageDecodeError) throw cause;
    throw new ImageDecodeError(inputName, lastLine(cause), { cause });
  });
  return byLibrary ?? decodeByBrowser(bytes, size, options);
}

/** Decodes what browsers do not know, or do not give back as it is stored; undefined for the rest. */
async function decodeByLibrary(
  bytes: Uint8Array,
  options: CodecDecodeOptions,
): Promise<RasterImage | undefined> {
  const { inputName, maxPixels, signal } = options;
  const kind = fileKind(bytes);
  const limit = (size: Size) => assertSize(size, inputName, maxPixels);
  if (kind === 'heic') return decodeHeic(bytes, limit);
  if (kind === 'tiff') {
    const decodeJpeg = (jpeg: Uint8Array) => decodeByBrowser(jpeg, imageSize(jpeg), options);
    const { decodeTiff } = await import('./decode-tiff.ts');
    return decodeTiff(bytes, { assertSize: limit, decodeJpeg, signal });
  }
  if (kind !== 'png' || !isBeyondCanvas(bytes)) return undefined;
  const { decodePng } = await import('./decode-png.ts');
  return decodePng(bytes);
}

interface Size {
  width: number;
  height: number;
}

async function decodeByBrowser(
  bytes: Uint8Array,
  size: Size | undefined,
  { inputName, maxPixels, signal }: CodecDecodeOptions,
): Promise<RasterImage> {
  // What metadata is gone cannot be applied. `imageOrientation: 'none'` is not asked for: it left
  // the HTML standard in 2023, and browsers without it throw.
  const bitmap = await createImageBitmap(new Blob([stripMetadata(bytes)]), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  }).catch((cause: unknown) => {
    const reason = size ? 'this browser cannot decode it, or it is damaged' : notAnImage(bytes);
    throw new ImageDecodeError(inputName, reason, { cause });
  });
  try {
    signal?.throwIfAborted();
    assertSize(bitmap, inputName, maxPixels);
    const { width, height } = bitmap;
    const context = contextOf(width, height);
    context.drawImage(bitmap, 0, 0);
    const rgba = context.getImageData(0, 0, width, height).data;
    return { data: samplesToRgb(rgba, 4, 'rgb'), width, height, channels: 3 };
  } finally {
    bitmap.close();
  }
}

function assertSize({ width, height }: Size, inputName: string, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new ImageDecodeError(inputName, tooManyPixels(width, height, maxPixels));
}

async function encodePng(pixels: CodecPixels): Promise<Uint8Array> {
  return encode(pixels, { type: 'image/png' });
}

/** The chroma subsampling cannot be chosen here: the browser takes its own. */
async function encodeJpeg(pixels: CodecPixels, options: CodecJpegOptions): Promise<Uint8Array> {
  return encode(pixels, { type: 'image/jpeg', quality: options.quality / 100 });
}

async function encode(pixels: CodecPixels, options: ImageEncodeOptions): Promise<Uint8Array> {
  const { width, height } = pixels;
  const context = contextOf(width, height);
  context.putImageData(new ImageData(opaque(pixels), width, height), 0, 0);
  const blob = await context.canvas.convertToBlob(options);
  return new Uint8Array(await blob.arrayBuffer());
}

function opaque({ data, width, height, channels }: CodecPixels): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const green = channels === 1 ? 0 : 1;
  const blue = channels === 1 ? 0 : 2;
  for (let to = 0, from = 0; to < rgba.length; to += 4, from += channels) {
    rgba[to] = data[from]!;
    rgba[to + 1] = data[from + green]!;
    rgba[to + 2] = data[from + blue]!;
    rgba[to + 3] = 255;
  }
  return rgba;
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`the browser gave no 2d canvas of ${width}x${height}`);
  return context;
}
