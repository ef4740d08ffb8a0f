import type { ByteSource, ReadOptions } from '../byte-source.ts';
import { crc32 } from './crc32.ts';
import { PickleProblem } from './pickle-problem.ts';
import type { ZipEntry } from './zip-entry.ts';

const signature = 0x04034b50;
const headerBytes = 30;

/** Which bytes of an entry to read. */
export interface EntryRange {
  begin: number;
  end: number;
}

/**
 * Reads a stored entry or a part of it; the whole is compared with its checksum.
 *
 * @throws PickleProblem when it is damaged
 */
export async function readZipEntry(
  source: ByteSource,
  entry: ZipEntry,
  { begin = 0, end = entry.size, ...options }: Partial<EntryRange> & ReadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const start = await dataStart(source, entry, options);
  const bytes = await source.read(start + begin, start + end, options);
  if (bytes.length === entry.size && crc32(bytes) !== entry.crc) {
    throw new PickleProblem(`${entry.name} is damaged: its checksum is another`);
  }
  return bytes;
}

/** An entry's own header gives its name again, and padding that the directory does not know. */
async function dataStart(
  source: ByteSource,
  { name, size, headerOffset }: ZipEntry,
  options: ReadOptions,
): Promise<number> {
  const headerEnd = headerOffset + headerBytes;
  if (headerEnd <= source.size) {
    const view = new DataView((await source.read(headerOffset, headerEnd, options)).buffer);
    const start = headerEnd + view.getUint16(26, true) + view.getUint16(28, true);
    if (view.getUint32(0, true) === signature && start + size <= source.size) return start;
  }
  throw new PickleProblem(`${name} is damaged: it lies outside the zip archive`);
}
