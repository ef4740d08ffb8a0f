/** PNG chunks that make a decoder turn or recolour the picture. */
const PNG_CHUNKS = new Set(['iCCP', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'eXIf', 'mDCV', 'cLLI']);

/** WebP chunks likewise, and their bits in the first byte of VP8X. */
const WEBP_CHUNKS = new Set(['ICCP', 'EXIF', 'XMP ']);
const WEBP_FLAGS = 0b0010_1100;

/**
 * A copy of a JPEG, PNG or WebP file without the metadata that a decoder may apply to the pixels
 * (orientation, colour profile, gamma, gain map), for decoders that cannot be told not to. The
 * coded pixels, and in JPEG the Adobe marker that says how colours are coded, stay as they are.
 *
 * @returns the shorter file; a plain copy of any other format, and of what is cut short or damaged
 * from there on
 */
export function stripMetadata(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return join(jpegParts(bytes, view));
  if (bytes.length >= 8 && view.getUint32(0) === 0x89504e47) return join(pngParts(bytes, view));
  if (bytes.length >= 12 && ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') {
    return asWebp(join(webpParts(bytes, view)));
  }
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

function webpParts(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const parts = [bytes.subarray(0, 12)];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (!WEBP_CHUNKS.has(ascii(bytes, at))) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return parts;
}

/** Sets the RIFF size, and clears the flags that announce the chunks taken out. */
function asWebp(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  if (file.length > 20 && ascii(file, 12) === 'VP8X') file[20]! &= ~WEBP_FLAGS;
  return file;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
