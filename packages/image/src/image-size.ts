/**
 * Width and height that the header of a JPEG, PNG, GIF, WebP or AVIF file announces, without
 * decoding it: for a limit that must be checked before memory is spent.
 *
 * @returns undefined for other formats and for headers cut short
 */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 16) return undefined;
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  if (view.getUint32(0) === PNG && bytes.length >= 24) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (view.getUint32(0) === GIF) {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (view.getUint32(0) === RIFF && view.getUint32(8) === WEBP) return webpSize(view);
  if (view.getUint32(4) === FTYP) return isoMediaSize(view);
  return undefined;
}

// Four characters each, big-endian.
const PNG = 0x89504e47;
const GIF = 0x47494638;
const RIFF = 0x52494646;
const WEBP = 0x57454250;
const FTYP = 0x66747970;
const ISPE = 0x69737065;

/** The frame header: SOF0 to SOF15, but for the three markers of other kinds among them. */
function jpegSize(view: DataView): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function webpSize(view: DataView): { width: number; height: number } | undefined {
  if (view.byteLength < 30) return undefined;
  switch (view.getUint8(15)) {
    case 0x20: // 'VP8 ', 14 bits each
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 0x4c: {
      // 'VP8L', 14 bits each, less one
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x58: // 'VP8X', 24 bits each, less one
      return {
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
      };
    default:
      return undefined;
  }
}

/** The largest `ispe` property within the first 64 KiB; tiles and thumbnails have smaller ones. */
function isoMediaSize(view: DataView): { width: number; height: number } | undefined {
  let largest: { width: number; height: number } | undefined;
  const end = Math.min(view.byteLength, 65_536) - 16;
  for (let at = 8; at <= end; at++) {
    if (view.getUint8(at) !== 0x69 || view.getUint32(at) !== ISPE) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
