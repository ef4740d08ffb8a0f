/** A field of the TIFF files that tests build: tag number, TIFF type, values or text. */
export interface TestField {
  id: number;
  /** 2 text, 3 short, 4 long, 5 rational, 7 undefined, 10 signed rational. */
  type: 2 | 3 | 4 | 5 | 7 | 10;
  /** Numbers, two for each rational; or text, which gets its final NUL. */
  value: string | readonly number[];
  /** Number of values to claim instead of the true one. */
  count?: number;
}

const SIZES = { 2: 1, 3: 2, 4: 4, 5: 4, 7: 1, 10: 4 } as const;

/** A little-endian TIFF file with one directory of these fields and no picture. */
export function tiffFile(fields: readonly TestField[]): Uint8Array {
  const contents = fields.map(encode);
  const start = 8 + 2 + 12 * fields.length + 4;
  const bytes = new Uint8Array(start + contents.reduce((sum, c) => sum + Math.max(4, c.length), 0));
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  view.setUint16(8, fields.length, true);
  let free = start;
  for (const [index, { id, type, count }] of fields.entries()) {
    const content = contents[index]!;
    const entry = 10 + 12 * index;
    const perValue = SIZES[type] * (type === 5 || type === 10 ? 2 : 1);
    view.setUint16(entry, id, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, count ?? content.length / perValue, true);
    if (content.length > 4 || count !== undefined) {
      view.setUint32(entry + 8, free, true);
      bytes.set(content, free);
      free += content.length;
    } else {
      bytes.set(content, entry + 8);
    }
  }
  return bytes;
}

/** A PNG file that holds nothing but a chunk, an `eXIf` one with this TIFF file by default. */
export function pngFile(
  tiff: Uint8Array,
  [type, content]: readonly [string, Uint8Array] = ['eXIf', tiff],
): Uint8Array {
  const header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([
    ...signature,
    ...pngChunk('IHDR', header),
    ...pngChunk(type, content),
    ...pngChunk('IEND', []),
  ]);
}

/** A WebP file that holds nothing but this TIFF file in an `EXIF` chunk. */
export function webpFile(tiff: Uint8Array): Uint8Array {
  const chunks = [...webpChunk('VP8X', [8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), ...webpChunk('EXIF', tiff)];
  return Uint8Array.from(webpChunk('RIFF', [...ascii('WEBP'), ...chunks]));
}

/** A JPEG file that holds nothing but this TIFF file in its APP1 segment. */
export function jpegFile(tiff: Uint8Array): Uint8Array {
  const length = tiff.length + 8;
  const app1 = [0xff, 0xe1, length >> 8, length & 255, ...ascii('Exif\0\0'), ...tiff];
  return Uint8Array.from([0xff, 0xd8, ...app1, 0xff, 0xda, 0, 2, 0xff, 0xd9]);
}

function encode({ type, value }: TestField): Uint8Array {
  if (typeof value === 'string') return Uint8Array.from([...new TextEncoder().encode(value), 0]);
  const size = SIZES[type];
  const view = new DataView(new ArrayBuffer(size * value.length));
  for (const [index, number] of value.entries()) {
    if (size === 1) view.setUint8(index, number);
    else if (size === 2) view.setUint16(2 * index, number, true);
    else view.setInt32(4 * index, number, true);
  }
  return new Uint8Array(view.buffer);
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function pngChunk(type: string, content: Iterable<number>): number[] {
  const data = [...content];
  const length = [data.length >> 24, data.length >> 16, data.length >> 8, data.length];
  return [...length.map((n) => n & 255), ...ascii(type), ...data, 0, 0, 0, 0];
}

function webpChunk(type: string, content: Iterable<number>): number[] {
  const data = [...content];
  const length = [data.length, data.length >> 8, data.length >> 16, data.length >> 24];
  const padding = type !== 'RIFF' && data.length % 2 ? [0] : [];
  return [...ascii(type), ...length.map((n) => n & 255), ...data, ...padding];
}

/** A JPEG XL container that holds nothing but a box, an `Exif` one with this TIFF file by default. */
export function jxlFile(
  tiff: Uint8Array,
  [type, content]: readonly [string, Uint8Array] = ['Exif', exifBox(tiff)],
): Uint8Array {
  const signature = [0, 0, 0, 12, ...ascii('JXL '), 0x0d, 0x0a, 0x87, 0x0a];
  const brand = box('ftyp', [...ascii('jxl '), 0, 0, 0, 0, ...ascii('jxl ')]);
  return Uint8Array.from([...signature, ...brand, ...box(type, [...content])]);
}

/** The content of an `Exif` box: where the TIFF file begins, and the file. */
export function exifBox(tiff: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 0, 0, 0, ...tiff]);
}

function box(type: string, content: readonly number[]): number[] {
  const length = content.length + 8;
  return [0, 0, length >> 8, length & 255, ...ascii(type), ...content];
}
