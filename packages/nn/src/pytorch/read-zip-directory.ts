import type { ByteSource, ReadOptions } from '../byte-source.ts';
import { PickleProblem } from './pickle-problem.ts';
import type { ZipEntry } from './zip-entry.ts';

const endSignature = 0x06054b50;
const endBytes = 22;
const longestComment = 0xffff;
const locatorSignature = 0x07064b50;
const locatorBytes = 20;
const end64Signature = 0x06064b50;
const end64Bytes = 56;
const entrySignature = 0x02014b50;
const entryBytes = 46;
/** Zip64 keeps numbers elsewhere that would not fit. */
const elsewhere = 0xffffffff;
/** A directory of a million tensors. */
const largestDirectory = 2 ** 27;

/**
 * Reads the directory of a zip archive of stored entries, zip64 included, which is how PyTorch
 * writes checkpoints: compressed entries could not be read in ranges, and could be bombs.
 *
 * @throws PickleProblem when it is damaged, or an entry is compressed, encrypted or there twice
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function readZipDirectory(
  source: ByteSource,
  options: ReadOptions = {},
): Promise<Map<string, ZipEntry>> {
  const { offset, size } = await findDirectory(source, options);
  if (offset + size > source.size || size > largestDirectory) {
    throw new PickleProblem(`expected a zip directory within the file, got ${offset} + ${size}`);
  }
  const bytes = await source.read(offset, offset + size, options);
  const view = new DataView(bytes.buffer);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at < size; ) {
    const { entry, next } = readEntry(view, at);
    if (entries.has(entry.name)) {
      throw new PickleProblem(`expected every zip entry once, got ${entry.name} twice`);
    }
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}

interface Place {
  offset: number;
  size: number;
}

async function findDirectory(source: ByteSource, options: ReadOptions): Promise<Place> {
  const tailStart = Math.max(0, source.size - endBytes - longestComment);
  const tail = await source.read(tailStart, source.size, options);
  const view = new DataView(tail.buffer);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endBytes + view.getUint16(at + 20, true) !== tail.length) continue;
    const place = { size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
    const is64 = place.size === elsewhere || place.offset === elsewhere;
    return is64 ? findDirectory64(source, tailStart + at, options) : place;
  }
  throw new PickleProblem('is cut: it begins as a zip archive and has no end of one');
}

async function findDirectory64(
  source: ByteSource,
  end: number,
  options: ReadOptions,
): Promise<Place> {
  const locator = await readRecord(source, end - locatorBytes, locatorBytes, options);
  if (locator?.getUint32(0, true) === locatorSignature) {
    const record = await readRecord(source, uint64(locator, 8), end64Bytes, options);
    if (record?.getUint32(0, true) === end64Signature) {
      return { size: uint64(record, 40), offset: uint64(record, 48) };
    }
  }
  throw new PickleProblem('expected the directory of a zip64 archive, found none');
}

async function readRecord(
  source: ByteSource,
  begin: number,
  length: number,
  options: ReadOptions,
): Promise<DataView | undefined> {
  if (begin < 0 || begin + length > source.size) return undefined;
  return new DataView((await source.read(begin, begin + length, options)).buffer);
}

function readEntry(view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (at + entryBytes > view.byteLength || view.getUint32(at, true) !== entrySignature) {
    throw new PickleProblem('expected another entry of the zip directory, got other bytes');
  }
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
    view.getUint16(at + offset, true),
  ) as [number, number, number];
  const nameStart = at + entryBytes;
  const next = nameStart + nameLength + extraLength + commentLength;
  if (next > view.byteLength)
    throw new PickleProblem('has an entry cut short in its zip directory');
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, nameStart, nameLength));
  if (view.getUint16(at + 8, true) & 1) throw new PickleProblem(`${name} is encrypted`);
  const method = view.getUint16(at + 10, true);
  if (method !== 0) {
    throw new PickleProblem(`expected stored entries, as PyTorch writes, got ${name} compressed`);
  }
  const wide = zip64Numbers(view, nameStart + nameLength, extraLength);
  // in this order, each only where its own field says so
  const [size, compressed, headerOffset] = [24, 20, 42].map((offset) => {
    const value = view.getUint32(at + offset, true);
    return value === elsewhere ? wide.next().value : value;
  });
  if (size === undefined || compressed !== size || headerOffset === undefined) {
    throw new PickleProblem(`expected one size of ${name}, got ${size} and ${compressed} bytes`);
  }
  return { entry: { name, size, crc: view.getUint32(at + 16, true), headerOffset }, next };
}

/** The 64-bit numbers of an entry's zip64 extra field (1), if it has one. */
function* zip64Numbers(
  view: DataView,
  start: number,
  length: number,
): Generator<number, undefined, undefined> {
  for (let at = start; at + 4 <= start + length; ) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1 && fieldEnd <= start + length) {
      for (let number = at + 4; number + 8 <= fieldEnd; number += 8) yield uint64(view, number);
    }
    at = fieldEnd;
  }
  return undefined;
}

function uint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}
