import type { ByteSource } from './byte-source.ts';
import { virtualView } from './virtual-view.ts';

/** Bytes; metadata mostly lie in the first ones: more is read in vain, less takes more reads. */
const PAGE = 32 * 1024;
/** Longest run of pages at once, which a walk over the chunks of a long file comes to. */
const MAX_RUN = 64;

/** A file of which only the pages that were looked at are read. */
export interface PagedFile {
  /**
   * A view of the whole file for parsers that know nothing of pages. A read of a page that is not
   * there throws; `load` then fetches it: parse, load, and parse again until there was none.
   */
  open(): DataView;
  /** Fetches what the last parse missed; false when it missed nothing, or no more may be read. */
  load(): Promise<boolean>;
}

/**
 * @param maxBytes what may be read in all, but for the last run of pages
 * @throws RangeError unless the source's size is a whole number of bytes
 */
export function pagedFile(source: ByteSource, maxBytes: number): PagedFile {
  const { size } = source;
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`expected the size of a file in whole bytes, got ${size}`);
  }
  const pages = new Map<number, Uint8Array>();
  let missing: number | undefined;
  let bytesRead = 0;
  let run = 1;
  let runEnd = -1;

  const byteAt = (at: number): number => {
    const page = Math.floor(at / PAGE);
    const byte = pages.get(page)?.[at - page * PAGE];
    if (byte !== undefined) return byte;
    if (at >= 0 && at < size && !pages.has(page)) missing ??= page;
    throw new RangeError(`expected an offset that has been read, got ${at}`);
  };

  return {
    open: () => virtualView(size, byteAt),
    async load() {
      const first = missing;
      missing = undefined;
      if (first === undefined || bytesRead >= maxBytes) return false;
      // A parser that goes on where the last run ended walks the file: it gets twice as much.
      run = first === runEnd ? Math.min(2 * run, MAX_RUN) : 1;
      runEnd = first + run;
      const bytes = await source.read(first * PAGE, Math.min(runEnd * PAGE, size));
      bytesRead += bytes.length;
      for (let i = 0; i < run; i++) {
        pages.set(first + i, bytes.subarray(i * PAGE, (i + 1) * PAGE));
      }
      return true;
    },
  };
}
