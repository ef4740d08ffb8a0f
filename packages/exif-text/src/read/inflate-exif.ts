import type { CompressedExif } from './compressed-exif.ts';

/** Undoes Brotli, which browsers and Node do not do in the same way; it may refuse long output. */
export type DecompressBrotli = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Bytes of metadata after decompression; beyond them a block is a bomb and no EXIF. */
const LONGEST = 4 * 1024 * 1024;

/**
 * The TIFF file inside a compressed block, or undefined where it is damaged, too long or, being
 * Brotli, nobody can read it here.
 */
export async function inflateExif(
  { method, content }: CompressedExif,
  brotli: DecompressBrotli | undefined,
): Promise<Uint8Array | undefined> {
  try {
    if (method === 'deflate') return profileTiff(await inflate(content));
    return brotli && boxTiff(await brotli(content));
  } catch {
    return undefined;
  }
}

async function inflate(content: Uint8Array): Promise<Uint8Array> {
  const blob = new Blob([content as Uint8Array<ArrayBuffer>]);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = blob.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > LONGEST) {
      await reader.cancel();
      throw new RangeError(`expected at most ${LONGEST} bytes of metadata`);
    }
    chunks.push(value);
  }
}

/** Behind a name and a length in decimal digits the bytes stand in hexadecimal ones. */
function profileTiff(text: Uint8Array): Uint8Array | undefined {
  const [, digits] =
    /^\s*\w+\s+\d+\s+([\da-f\s]+)$/i.exec(new TextDecoder('latin1').decode(text)) ?? [];
  const pairs = digits?.replace(/\s/g, '').match(/../g) ?? [];
  const bytes = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  const hasHeader = String.fromCharCode(...bytes.subarray(0, 6)) === 'Exif\0\0';
  return hasHeader ? bytes.subarray(6) : bytes;
}

/** Four bytes say how far behind them the TIFF file begins. */
function boxTiff(content: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = content;
  return content.subarray(4 + new DataView(buffer, byteOffset, byteLength).getUint32(0));
}
