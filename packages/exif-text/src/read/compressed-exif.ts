import { bytesOfView } from './bytes-of-view.ts';
import { fileType } from './file-type.ts';

/** A block of EXIF that is compressed in its file. */
export interface CompressedExif {
  method: 'deflate' | 'brotli';
  content: Uint8Array;
}

const PNG_SIGNATURE = 8;
/** Name, NUL and method 0, which is deflate, of the chunks that ImageMagick wrote before `eXIf` came. */
const PROFILE = /^Raw profile type (exif|APP1)\0\0/;

/**
 * The compressed EXIF of a PNG (a `zTXt` chunk) or a JPEG XL (a `brob` box), or undefined.
 *
 * @param view of the whole file; what its reads throw is thrown
 */
export function compressedExif(view: DataView): CompressedExif | undefined {
  const type = fileType(view);
  if (type === 'PNG') return textChunk(view);
  return type === 'JXL' ? brotliBox(view) : undefined;
}

function textChunk(view: DataView): CompressedExif | undefined {
  let at = PNG_SIGNATURE;
  while (at + 12 <= view.byteLength) {
    const length = view.getUint32(at);
    const start = at + 8;
    if (asciiAt(view, at + 4, 4) === 'zTXt') {
      const name = PROFILE.exec(asciiAt(view, start, 24))?.[0];
      if (name !== undefined) {
        const content = bytesOfView(view, start + name.length, start + length);
        return { method: 'deflate', content };
      }
    }
    at = start + length + 4;
  }
  return undefined;
}

function brotliBox(view: DataView): CompressedExif | undefined {
  let at = 0;
  while (at + 16 <= view.byteLength) {
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const length = short === 1 ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : short;
    const end = length === 0 ? view.byteLength : at + length;
    if (end < at + header) return undefined;
    const isExif = asciiAt(view, at + 4, 4) === 'brob' && asciiAt(view, at + header, 4) === 'Exif';
    if (isExif) return { method: 'brotli', content: bytesOfView(view, at + header + 4, end) };
    at = end;
  }
  return undefined;
}

function asciiAt(view: DataView, start: number, length: number): string {
  return String.fromCharCode(...bytesOfView(view, start, start + length));
}
