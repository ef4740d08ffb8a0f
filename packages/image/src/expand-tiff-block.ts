import { imageSize } from './image-size.ts';
import { inflateBounded } from './inflate-bounded.ts';
import { joinBytes } from './join-bytes.ts';
import type { RasterImage } from './raster-image.ts';
import { TIFF_COMPRESSION, type TiffLayout } from './tiff-layout.ts';
import { unpackBitsBounded } from './unpack-bits-bounded.ts';
import { unpackLzwBounded } from './unpack-lzw-bounded.ts';

/** What a JPEG-coded block needs beside itself. */
export interface JpegBlockCodec {
  /** Quantisation and Huffman tables that all blocks share: a JPEG file without an image. */
  tables: Uint8Array | undefined;
  /** The platform's decoder of JPEG files. */
  decode: (jpeg: Uint8Array) => Promise<RasterImage>;
}

/**
 * Undoes compression and differences of one tile or strip, never to more bytes than it has pixels
 * for, whatever the block claims.
 *
 * @param rows rows of this block
 * @returns samples in the byte order of this machine
 */
export async function expandTiffBlock(
  block: Uint8Array,
  layout: TiffLayout,
  rows: number,
  jpeg: JpegBlockCodec,
): Promise<Uint8Array> {
  const { bits, blockWidth, differences } = layout;
  const channels = layout.planar ? 1 : layout.channels;
  const rowLength = Math.ceil((blockWidth * channels * bits) / 8);
  const expanded = await expand(block, layout, rows, rowLength * rows, jpeg);
  if (bits !== 16) {
    if (differences) addUp(expanded, blockWidth * channels, channels);
    return expanded;
  }
  const samples = toNativeOrder(expanded, layout.littleEndian);
  if (differences) addUp(samples, blockWidth * channels, channels);
  return new Uint8Array(samples.buffer);
}

async function expand(
  block: Uint8Array,
  layout: TiffLayout,
  rows: number,
  size: number,
  jpeg: JpegBlockCodec,
): Promise<Uint8Array> {
  switch (layout.compression) {
    case TIFF_COMPRESSION.none:
      return block.slice(0, size);
    case TIFF_COMPRESSION.lzw:
      return unpackLzwBounded(block, size);
    case TIFF_COMPRESSION.packBits:
      return unpackBitsBounded(block, size);
    case TIFF_COMPRESSION.jpeg:
      return expandJpeg(block, layout, rows, jpeg);
    default:
      return inflateBounded(block, size);
  }
}

async function expandJpeg(
  block: Uint8Array,
  layout: TiffLayout,
  rows: number,
  { tables, decode }: JpegBlockCodec,
): Promise<Uint8Array> {
  const { blockWidth, channels } = layout;
  const size = imageSize(block);
  if (!size || size.width !== blockWidth || size.height > rows) {
    const got = size ? `${size.width}x${size.height}` : 'none';
    throw new Error(`expected a JPEG block of ${blockWidth}x${rows}, got ${got}`);
  }
  const { data } = await decode(wholeJpeg(block, tables, layout));
  return channels === 3 ? data : data.filter((_, i) => i % 3 === 0);
}

/** Start of the file, tables, how three channels make a colour, and the rest of the block. */
function wholeJpeg(
  block: Uint8Array,
  tables: Uint8Array | undefined,
  { channels, photometric }: TiffLayout,
): Uint8Array {
  return joinBytes([
    block.subarray(0, 2),
    ...(tables ? [tables.subarray(2, -2)] : []),
    ...(channels === 3 ? [adobeMarker(photometric === 'ycbcr' ? 1 : 0)] : []),
    block.subarray(2),
  ]);
}

/** The segment by which decoders know RGB (0) from YCbCr (1). */
function adobeMarker(transform: 0 | 1): Uint8Array {
  const name = [0x41, 0x64, 0x6f, 0x62, 0x65];
  return Uint8Array.of(0xff, 0xee, 0, 14, ...name, 0, 100, 0, 0, 0, 0, transform);
}

function toNativeOrder(bytes: Uint8Array, littleEndian: boolean): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, i) =>
    view.getUint16(i * 2, littleEndian),
  );
}

function addUp(samples: Uint8Array | Uint16Array, rowLength: number, channels: number): void {
  for (let row = 0; row < samples.length; row += rowLength) {
    const end = Math.min(row + rowLength, samples.length);
    for (let at = row + channels; at < end; at++) samples[at]! += samples[at - channels]!;
  }
}
