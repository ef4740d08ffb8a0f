import type { UsearchSettings } from './usearch-settings.ts';

/** What follows usearch's own bytes in a file. */
export interface UsearchTrailer {
  settings: UsearchSettings;
  skipped: number;
  /** Bytes of usearch, which stand first. */
  graphBytes: number;
  /** Their checksum, in hexadecimal digits. */
  sha256: string;
}

const magic = new TextEncoder().encode('exifclip');
/** The last bytes of a file: where the trailer begins, and the magic word. */
export const endBytes = 16;
/** Ids of a line: no string grows too long for an engine. */
const lineIds = 65_536;

/** Lines of JSON, the description first, then lists of ids; at the end where they begin. */
export function* encodeTrailer(
  about: UsearchTrailer,
  ids: readonly string[],
): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${JSON.stringify(about)}\n`);
  for (let from = 0; from < ids.length; from += lineIds) {
    yield encoder.encode(`${JSON.stringify(ids.slice(from, from + lineIds))}\n`);
  }
  const end = new Uint8Array(endBytes);
  new DataView(end.buffer).setBigUint64(0, BigInt(about.graphBytes), true);
  end.set(magic, 8);
  yield end;
}

/**
 * Where the trailer begins, from the end of a file; undefined where there is none.
 *
 * @param end the last `endBytes` bytes
 */
export function trailerStart(end: Uint8Array): number | undefined {
  if (end.length < endBytes || magic.some((byte, i) => end[8 + i] !== byte)) return undefined;
  return Number(new DataView(end.buffer, end.byteOffset).getBigUint64(0, true));
}

/**
 * Reads what `encodeTrailer` wrote, without the end.
 *
 * @throws SyntaxError, TypeError or RangeError when it is damaged
 */
export function decodeTrailer(bytes: Uint8Array): { about: UsearchTrailer; ids: string[] } {
  const [first, ...others] = jsonLines(bytes);
  const { settings, graphBytes } = (first ?? {}) as UsearchTrailer;
  if (typeof settings?.dim !== 'number' || typeof graphBytes !== 'number') {
    throw new RangeError('expected a description of the index');
  }
  return { about: first as UsearchTrailer, ids: (others as string[][]).flat() };
}

function jsonLines(bytes: Uint8Array): unknown[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines: unknown[] = [];
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline < 0 ? bytes.length : newline;
    lines.push(JSON.parse(decoder.decode(bytes.subarray(from, to))));
    from = to + 1;
  }
  return lines;
}
