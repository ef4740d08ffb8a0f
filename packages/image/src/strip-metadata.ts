import { joinBytes } from './join-bytes.ts';

/** PNG chunks that make a decoder turn or recolour the picture, or make it transparent. */
const PNG_CHUNKS = new Set([
  'iCCP',
  'gAMA',
  'cHRM',
  'sRGB',
  'cICP',
  'eXIf',
  'mDCV',
  'cLLI',
  'tRNS',
]);

/** WebP chunks likewise, and their bits in the first byte of VP8X; the bit of alpha apart. */
const WEBP_CHUNKS = new Set(['ICCP', 'EXIF', 'XMP ', 'ALPH']);
const WEBP_FLAGS = 0b0010_1100;
const WEBP_ALPHA_FLAG = 0b0001_0000;

/**
 * A copy of a JPEG, PNG, WebP or AVIF file without what a decoder may apply to the pixels
 * (orientation, colour profile, gamma, gain map) and without alpha that is stored apart from the
 * colours, for decoders that cannot be told not to. The coded pixels, and in JPEG the Adobe marker
 * that says how colours are coded, stay as they are. Of AVIF, the link to the alpha alone is cut.
 *
 * @returns the shorter file; a plain copy of any other format, and of what is cut short or damaged
 * from there on
 */
export function stripMetadata(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return joinBytes(jpegParts(bytes, view));
  if (bytes.length >= 8 && view.getUint32(0) === 0x89504e47)
    return joinBytes(pngParts(bytes, view));
  if (bytes.length >= 12 && ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') {
    return webpWithout(bytes, view);
  }
  if (bytes.length >= 12 && ascii(bytes, 4) === 'ftyp') return withoutAuxiliaries(bytes);
  return new Uint8Array(bytes);
}

/** Everything but the application segments and comments before the scan; JFIF and Adobe stay. */
function jpegParts(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    // A fill byte, the start of the scan, and markers without a length.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) break;
    const end = at + 2 + view.getUint16(at + 2);
    const isMetadata = (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (!isMetadata) parts.push(bytes.subarray(at, end));
    at = end;
  }
  parts.push(bytes.subarray(at));
  return parts;
}

function pngParts(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (!PNG_CHUNKS.has(ascii(bytes, at + 4))) parts.push(bytes.subarray(at, end));
    at = end;
  }
  parts.push(bytes.subarray(at));
  return parts;
}

/** Takes the chunks out, clears the flags that announce them, and sets the size of the whole. */
function webpWithout(bytes: Uint8Array, view: DataView): Uint8Array<ArrayBuffer> {
  const parts = [bytes.subarray(0, 12)];
  let flags = WEBP_FLAGS;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    const type = ascii(bytes, at);
    if (!WEBP_CHUNKS.has(type)) parts.push(bytes.subarray(at, end));
    // Lossless coding holds alpha without such a chunk, and the flag then stays true.
    if (type === 'ALPH') flags |= WEBP_ALPHA_FLAG;
    at = end;
  }
  const file = joinBytes(parts);
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  if (file.length > 20 && ascii(file, 12) === 'VP8X') file[20]! &= ~flags;
  return file;
}

/** Renames the references by which one image item (alpha) is auxiliary to another. */
function withoutAuxiliaries(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes);
  const view = new DataView(file.buffer);
  for (let at = 0; at + 8 <= file.length; ) {
    const type = ascii(file, at + 4);
    const size = view.getUint32(at);
    // Into the boxes that lead to the references, past the version of the full ones among them.
    if (type === 'meta' || type === 'iref') at += 12;
    else {
      if (type === 'auxl') file.set([0x66, 0x72, 0x65, 0x65], at + 4);
      if (size < 8) break;
      at += size;
    }
  }
  return file;
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
