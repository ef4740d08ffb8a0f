import { decode } from 'fast-png';
import { joinBytes } from './join-bytes.ts';
import type { RasterImage } from './raster-image.ts';
import { samplesToRgb } from './samples-to-rgb.ts';

/** Grey, RGB, palette, grey with alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The seven passes of an interlaced file: first column and row, then steps. */
const PASSES: ReadonlyArray<readonly [x: number, y: number, right: number, down: number]> = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/**
 * Decodes a PNG file of 8 or 16 bits without the browser. Its stream is inflated twice, since the
 * decoder behind it sets no limit: first to count.
 *
 * @throws Error when the file is cut short or damaged, or inflates to more than its size accounts for
 */
export async function decodePng(png: Uint8Array): Promise<RasterImage> {
  const chunks = chunksOf(png);
  const view = new DataView(png.buffer, png.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const bitsPerPixel = png[24]! * (CHANNELS[png[25]!] ?? 0);
  const expected = filteredSize(width, height, bitsPerPixel, png[28] === 1);
  const stream = chunks
    .filter(({ type }) => type === 'IDAT')
    .map(({ bytes }) => bytes.subarray(8, -4));
  await assertInflatesTo(expected, stream);
  const { data, channels } = decode(bareFile(chunks, joinBytes(stream)));
  const model = channels < 3 ? 'grey' : 'rgb';
  const samples = data as Uint8Array | Uint16Array;
  return { data: samplesToRgb(samples, channels, model), width, height, channels: 3 };
}

/**
 * Signature, header, palette and pixels, which lie in one chunk: any other chunk may be hostile and
 * changes no stored pixel, and the decoder copies much at the border of each. The checksum of the
 * zlib stream has been looked at; those of the chunks are left empty.
 */
function bareFile(chunks: readonly Chunk[], pixels: Uint8Array): Uint8Array {
  const header = chunks.filter(({ type }) => type === 'IHDR' || type === 'PLTE');
  const pixelHeader = new Uint8Array(8);
  new DataView(pixelHeader.buffer).setUint32(0, pixels.length);
  pixelHeader.set([0x49, 0x44, 0x41, 0x54], 4);
  return joinBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    ...header.map(({ bytes }) => bytes),
    pixelHeader,
    pixels,
    new Uint8Array(4),
    Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0, 0, 0, 0),
  ]);
}

interface Chunk {
  type: string;
  /** Length, type, content and checksum. */
  bytes: Uint8Array;
}

function chunksOf(png: Uint8Array): Chunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > png.length) break;
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks.push({ type, bytes: png.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  throw new Error('the PNG file is cut short');
}

/** Bytes of all rows, each with the byte that names its filter. */
function filteredSize(width: number, height: number, bits: number, interlaced: boolean): number {
  const sizeOf = (columns: number, rows: number) =>
    columns > 0 && rows > 0 ? rows * (1 + Math.ceil((columns * bits) / 8)) : 0;
  if (!interlaced) return sizeOf(width, height);
  const passes = PASSES.map(([x, y, right, down]) =>
    sizeOf(Math.ceil((width - x) / right), Math.ceil((height - y) / down)),
  );
  return passes.reduce((sum, size) => sum + size, 0);
}

async function assertInflatesTo(expected: number, stream: readonly Uint8Array[]): Promise<void> {
  const parts = new Blob(stream.map((part) => new Uint8Array(part)));
  const inflated = parts.stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = inflated.getReader();
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > expected) break;
  }
  if (size === expected) return;
  await reader.cancel();
  const got = size > expected ? 'more' : String(size);
  throw new Error(`expected ${expected} bytes of pixels in the PNG file, got ${got}`);
}
