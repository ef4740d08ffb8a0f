export type FileKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'avif' | 'heic';

/**
 * What an image file is, by its first bytes.
 *
 * @returns undefined for anything else
 */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const start = latin1(bytes, 0, 4);
  if (start.startsWith('\xff\xd8')) return 'jpeg';
  if (start === '\x89PNG') return 'png';
  if (start === 'GIF8') return 'gif';
  if (start === 'RIFF' && latin1(bytes, 8, 12) === 'WEBP') return 'webp';
  if (TIFF_STARTS.has(start)) return 'tiff';
  return latin1(bytes, 4, 8) === 'ftyp' ? kindOfBrands(bytes) : undefined;
}

/** Either byte order, classic and BigTIFF. */
const TIFF_STARTS = new Set(['II*\0', 'MM\0*', 'II+\0', 'MM\0+']);

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);

/** A file of the general brand `mif1` may be of either kind; what it is compatible with tells. */
function kindOfBrands(bytes: Uint8Array): FileKind | undefined {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = Math.min(length, bytes.length, 256);
  let kind: FileKind | undefined;
  for (let at = 8; at + 4 <= end; at += 4) {
    const brand = latin1(bytes, at, at + 4);
    if (brand === 'avif' || brand === 'avis') return 'avif';
    if (HEIC_BRANDS.has(brand) || brand === 'mif1') kind = 'heic';
  }
  return kind;
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
