import type { Metadata, Sharp } from 'sharp';
import type { Codec, CodecDecodeOptions, CodecJpegOptions, CodecPixels } from './codec.ts';
import { decodeHeic } from './decode-heic.ts';
import { lastLine, notAnImage, tooManyPixels } from './decode-reasons.ts';
import { ImageDecodeError } from './image-decode-error.ts';
import { plainTiffAlpha } from './plain-tiff-alpha.ts';
import type { RasterImage } from './raster-image.ts';
import { type ColorModel, samplesToRgb } from './samples-to-rgb.ts';

/** Decoding and encoding by sharp (libvips), which is loaded at the first use. */
export const codec: Codec = { decode, encodePng, encodeJpeg };

async function decode(bytes: Uint8Array, options: CodecDecodeOptions): Promise<RasterImage> {
  const { inputName, maxPixels, signal } = options;
  const { default: sharp } = await import('sharp');
  // 'error' refuses truncated and corrupt files but lets mere warnings (odd tags, stray bytes
  // between JPEG markers) pass. Size limits are our own, so that the message is too.
  const open = (file: Uint8Array): Sharp =>
    sharp(file, { failOn: 'error', ignoreIcc: true, limitInputPixels: false });
  const fail = (reason: string, cause?: unknown): never => {
    throw new ImageDecodeError(inputName, reason, cause === undefined ? {} : { cause });
  };

  const header = await open(bytes)
    .metadata()
    .catch((cause: unknown) => fail(headerReason(bytes, cause), cause));
  const { width, height } = header;
  if (width * height > maxPixels) fail(tooManyPixels(width, height, maxPixels));
  if (isHeic(header)) {
    return decodeHeic(bytes, () => {}).catch((cause: unknown) => fail(lastLine(cause), cause));
  }
  const model = colorModelOf(header);
  if (model === undefined) return fail(unsupportedReason(bytes, header));
  signal?.throwIfAborted();

  const file = header.format === 'tiff' && header.hasAlpha ? plainTiffAlpha(bytes) : bytes;
  const { data, info } = await storedSamples(open(file), header)
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => fail(lastLine(cause), cause));
  signal?.throwIfAborted();
  const samples =
    header.depth === 'ushort'
      ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2)
      : new Uint8Array(data.buffer, data.byteOffset, data.length);
  return {
    data: samplesToRgb(samples, info.channels, model),
    width: info.width,
    height: info.height,
    channels: 3,
  };
}

/**
 * Naming the file's own colour space as the target is what keeps libvips from converting: its
 * default target is sRGB, which sends 16-bit, grey and CMYK samples through a conversion.
 */
function storedSamples(image: Sharp, header: Metadata): Sharp {
  const input = header.space === 'cmyk' ? image.pipelineColourspace('cmyk') : image;
  return input
    .removeAlpha()
    .toColourspace(header.space)
    .raw({ depth: header.depth === 'ushort' ? 'ushort' : 'uchar' });
}

/** sharp reads the header of HEIC, and its binaries leave out the patented decoder. */
function isHeic({ format, compression }: Metadata): boolean {
  return format === 'heif' && compression === 'hevc';
}

/** Undefined for what is not stored as 8- or 16-bit grey, RGB or CMYK, and for vector formats. */
function colorModelOf(header: Metadata): ColorModel | undefined {
  const { format, space, depth, channels } = header;
  if (!['jpeg', 'png', 'tiff', 'webp', 'gif', 'heif'].includes(format)) return undefined;
  if (depth !== 'uchar' && depth !== 'ushort') return undefined;
  if (space === 'cmyk') return 'cmyk';
  if (space === 'b-w' || space === 'grey16') return 'grey';
  if (space === 'srgb' || space === 'rgb16') return 'rgb';
  if (space === 'multiband') return channels < 3 ? 'grey' : 'rgb';
  return undefined;
}

function unsupportedReason(bytes: Uint8Array, header: Metadata): string {
  const { format, space, depth } = header;
  if (format === 'svg') return notAnImage(bytes);
  return `expected 8- or 16-bit grey, RGB or CMYK pixels, got ${depth} samples of ${space} (${format})`;
}

function headerReason(bytes: Uint8Array, cause: unknown): string {
  const reason = lastLine(cause);
  return reason.includes('unsupported image format') ? notAnImage(bytes) : reason;
}

async function encodePng(pixels: CodecPixels): Promise<Uint8Array> {
  return bytesOf(await (await fromPixels(pixels)).png().toBuffer());
}

async function encodeJpeg(pixels: CodecPixels, options: CodecJpegOptions): Promise<Uint8Array> {
  const { quality, chromaSubsampling } = options;
  const image = await fromPixels(pixels);
  return bytesOf(await image.jpeg({ quality, chromaSubsampling }).toBuffer());
}

async function fromPixels({ data, width, height, channels }: CodecPixels): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  return image.toColourspace(channels === 1 ? 'b-w' : 'srgb');
}

/** A plain Uint8Array over the same memory, since a Buffer behaves differently (slice, JSON). */
function bytesOf(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
