import { fromArrayBuffer, type GeoTIFFImage, registerTag } from 'geotiff';
import { assertTiffDirectory } from './assert-tiff-directory.ts';
import { expandTiffBlock, type JpegBlockCodec } from './expand-tiff-block.ts';
import type { RasterImage } from './raster-image.ts';
import { type ColorModel, samplesToRgb } from './samples-to-rgb.ts';
import { colorChannels, type TiffLayout, tiffLayout } from './tiff-layout.ts';

export interface DecodeTiffOptions {
  /** Called with the size before pixels are decoded; throws to refuse it. */
  assertSize: (size: { width: number; height: number }) => void;
  /** Decodes a JPEG file, for blocks that are coded so. */
  decodeJpeg: (jpeg: Uint8Array) => Promise<RasterImage>;
  signal?: AbortSignal | undefined;
}

/**
 * Decodes the first image of a TIFF or BigTIFF file without the platform's help: strips and tiles,
 * uncompressed, LZW, Deflate, PackBits or JPEG; 1 to 16 bits of grey, RGB, palette and CMYK, with
 * channels together or apart. geotiff reads the tags and finds the blocks; one block at a time is
 * expanded, within bounds.
 *
 * @throws Error when the file is damaged, cut short or of another layout
 */
export async function decodeTiff(
  bytes: Uint8Array,
  { assertSize, decodeJpeg, signal }: DecodeTiffOptions,
): Promise<RasterImage> {
  assertTiffDirectory(bytes);
  const image = await firstImage(bytes);
  const [width, height] = [image.getWidth(), image.getHeight()];
  assertSize({ width, height });
  const layout = await tiffLayout(image);
  // Tiles may be far larger than the image.
  assertSize({
    width: Math.ceil(width / layout.blockWidth) * layout.blockWidth,
    height: Math.ceil(height / layout.blockHeight) * layout.blockHeight,
  });
  const read = await blockReader(image, layout, bytes.length, decodeJpeg);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y * layout.blockHeight < height; y++) {
    for (let x = 0; x * layout.blockWidth < width; x++) {
      signal?.throwIfAborted();
      const rows = Math.min(layout.blockHeight, height - y * layout.blockHeight);
      const samples = await read(x, y, rows);
      const rgb = toRgb(samples, layout);
      for (let row = 0; row < rows; row++) {
        const from = row * layout.blockWidth * 3;
        const columns = Math.min(layout.blockWidth, width - x * layout.blockWidth);
        const to = ((y * layout.blockHeight + row) * width + x * layout.blockWidth) * 3;
        data.set(rgb.subarray(from, from + columns * 3), to);
      }
    }
  }
  return { data, width, height, channels: 3 };
}

/**
 * Tags that geotiff would read element by element when it needs them, which it does in the wrong
 * byte order for big-endian files (3.0.5): read with the directory, they come out right.
 */
const LISTS = [
  [273, 'StripOffsets', 'LONG'],
  [279, 'StripByteCounts', 'LONG'],
  [320, 'ColorMap', 'SHORT'],
  [324, 'TileOffsets', 'LONG'],
  [325, 'TileByteCounts', 'LONG'],
] as const;

async function firstImage(bytes: Uint8Array): Promise<GeoTIFFImage> {
  for (const [tag, name, type] of LISTS) registerTag(tag, name, type, true, true);
  try {
    return await (await fromArrayBuffer(bufferOf(bytes))).getImage(0);
  } catch (cause) {
    throw new Error('the TIFF file is damaged or cut short', { cause });
  }
}

type Samples = Uint8Array | Uint16Array;

/** A function that gives the colour channels of the first rows of a block, interleaved. */
async function blockReader(
  image: GeoTIFFImage,
  layout: TiffLayout,
  fileSize: number,
  decodeJpeg: DecodeTiffOptions['decodeJpeg'],
): Promise<(x: number, y: number, rows: number) => Promise<Samples>> {
  const { blockWidth, bits, planar, channels } = layout;
  const tables = await image.fileDirectory.loadValue('JPEGTables');
  const jpeg: JpegBlockCodec = {
    tables: tables && Uint8Array.from(tables as ArrayLike<number>),
    decode: decodeJpeg,
  };
  let fetched = 0;
  const readBlock = async (x: number, y: number, plane: number, rows: number) => {
    const storedRows = image.getBlockHeight(y);
    const decoder = {
      async decode(block: ArrayBuffer): Promise<ArrayBufferLike> {
        fetched += block.byteLength;
        // Blocks may share bytes, such as blank tiles; a file made of that alone is a trap.
        if (fetched > 4 * fileSize + 2 ** 24) throw new Error('its blocks overlap each other');
        return (await expandTiffBlock(new Uint8Array(block), layout, storedRows, jpeg)).slice()
          .buffer;
      },
    };
    const { data } = await image.getTileOrStrip(x, y, plane, decoder as never);
    const samples = bits === 16 ? new Uint16Array(data) : new Uint8Array(data);
    const expected = blockWidth * rows * (planar ? 1 : channels);
    if (samples.length < expected) {
      throw new Error(`expected ${expected} samples in a block, got ${samples.length}`);
    }
    return samples;
  };
  const needed = colorChannels(layout);
  return async (x, y, rows) => {
    const pixels = blockWidth * rows;
    const picked = bits === 16 ? new Uint16Array(pixels * needed) : new Uint8Array(pixels * needed);
    for (let channel = 0; channel < (planar ? needed : 1); channel++) {
      const samples = await readBlock(x, y, channel, rows);
      if (planar) copyPlane(samples, picked, channel, needed);
      else if (channels === needed) picked.set(samples.subarray(0, picked.length));
      else copyFirst(samples, channels, picked, needed);
    }
    return picked;
  };
}

function copyPlane(plane: Samples, to: Samples, channel: number, channels: number): void {
  for (let at = channel, from = 0; at < to.length; at += channels) to[at] = plane[from++]!;
}

function copyFirst(samples: Samples, stored: number, to: Samples, channels: number): void {
  for (let at = 0, from = 0; at < to.length; at += channels, from += stored) {
    for (let channel = 0; channel < channels; channel++)
      to[at + channel] = samples[from + channel]!;
  }
}

/** Turns samples as stored into RGB bytes; changes them. */
function toRgb(samples: Samples, layout: TiffLayout): Uint8Array {
  const { photometric, bits, palette } = layout;
  if (palette) return lookUp(samples, palette);
  if (photometric === 'white-is-zero') {
    const white = 2 ** bits - 1;
    for (let i = 0; i < samples.length; i++) samples[i] = white - samples[i]!;
  }
  if (bits < 8) {
    const scale = 255 / (2 ** bits - 1);
    for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! * scale;
  }
  const models: Record<number, ColorModel> = { 1: 'grey', 3: 'rgb', 4: 'cmyk' };
  const channels = colorChannels(layout);
  return samplesToRgb(samples, channels, models[channels]!);
}

function lookUp(indices: Samples, palette: Uint16Array): Uint8Array {
  const colors = palette.length / 3;
  // Some writers store bytes where 16 bits are due.
  const shift = palette.some((value) => value > 255) ? 8 : 0;
  const rgb = new Uint8Array(indices.length * 3);
  for (let i = 0; i < rgb.length; i++) {
    rgb[i] = palette[(i % 3) * colors + indices[Math.floor(i / 3)]!]! >> shift;
  }
  return rgb;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, length } = bytes;
  if (buffer instanceof ArrayBuffer && length === buffer.byteLength) return buffer;
  return new Uint8Array(buffer, byteOffset, length).slice().buffer as ArrayBuffer;
}
