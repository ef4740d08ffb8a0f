import { duplicateKey } from './duplicate-key.ts';
import { type ElementType, elementBytes } from './element-type.ts';
import { safetensorsDtypes } from './safetensors-dtypes.ts';
import { tensorSize } from './tensor-size.ts';

export interface SafetensorsEntry {
  name: string;
  dtype: ElementType;
  shape: readonly number[];
  /** First byte, counted from the start of the data. */
  begin: number;
  /** One past the last byte, counted from the start of the data. */
  end: number;
}

export interface SafetensorsHeader {
  /** In the order of their bytes, without gap or overlap from 0 to the end of the file. */
  entries: SafetensorsEntry[];
  metadata: Record<string, string>;
}

/** Turns a problem into an exception. */
export type Fail = (problem: string, cause?: unknown) => never;

/** A file begins with the length of its header in as many bytes. */
export const lengthBytes = 8;

/** As long as the reference implementation allows. */
const longestHeader = 100_000_000;

/** Reads the length of the header out of the first bytes of a file. */
export function headerLength(start: Uint8Array, fileSize: number, fail: Fail): number {
  if (fileSize < lengthBytes) fail(`expected at least ${lengthBytes} bytes, got ${fileSize}`);
  const view = new DataView(start.buffer, start.byteOffset, lengthBytes);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > fileSize - lengthBytes) {
    fail(`expected a header of ${length} bytes, got a file of ${fileSize} bytes`);
  }
  if (length > longestHeader) {
    fail(`expected a header of at most ${longestHeader} bytes, got ${length}`);
  }
  return length;
}

/**
 * Reads and checks the header itself.
 *
 * @param json the header's bytes
 * @param available bytes of data after it
 */
export function parseSafetensorsHeader(
  json: Uint8Array,
  available: number,
  fail: Fail,
): SafetensorsHeader {
  const { __metadata__: metadata = {}, ...tensors } = parseJson(json, fail);
  const entries = Object.entries(tensors).map(([name, value]) => checkEntry(name, value, fail));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCoverage(entries, available, fail);
  return { entries, metadata: checkMetadata(metadata, fail) };
}

function parseJson(bytes: Uint8Array, fail: Fail): Record<string, unknown> {
  let header: unknown;
  let twice: string | undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
    twice = duplicateKey(text);
  } catch (cause) {
    fail('expected a header of JSON in UTF-8, got something else', cause);
  }
  if (twice !== undefined) fail(`expected every name once, got "${twice.slice(0, 200)}" twice`);
  return isRecord(header) ? header : fail('expected the header to be a JSON object');
}

function checkEntry(name: string, value: unknown, fail: Fail): SafetensorsEntry {
  const problem = (what: string): never => fail(`tensor "${name.slice(0, 200)}": ${what}`);
  if (!isRecord(value)) return problem('expected an object');
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(safetensorsDtypes, dtype)) {
    return problem(
      `expected a dtype of ${Object.keys(safetensorsDtypes).join(', ')}, got ${show(dtype)}`,
    );
  }
  if (!isCounts(shape)) return problem(`expected a shape of whole numbers, got ${show(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    return problem(`expected data_offsets [begin, end], got ${show(offsets)}`);
  }
  const [begin, end] = offsets as [number, number];
  const type = safetensorsDtypes[dtype]!;
  const expected = tensorSize(shape) * elementBytes[type];
  if (expected !== end - begin) {
    return problem(
      `expected ${expected} bytes for ${dtype} of shape ${show(shape)}, got ${end - begin}`,
    );
  }
  return { name, dtype: type, shape, begin, end };
}

function checkCoverage(entries: readonly SafetensorsEntry[], available: number, fail: Fail): void {
  let position = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== position) {
      const what = begin < position ? 'overlaps the one before it' : 'leaves a gap before it';
      fail(`tensor "${name.slice(0, 200)}" ${what}: expected byte ${position}, got ${begin}`);
    }
    position = end;
  }
  if (position !== available) fail(`expected ${position} bytes of data, got ${available}`);
}

function checkMetadata(metadata: unknown, fail: Fail): Record<string, string> {
  const isStrings = (record: Record<string, unknown>): record is Record<string, string> =>
    Object.values(record).every((value) => typeof value === 'string');
  if (isRecord(metadata) && isStrings(metadata)) return metadata;
  return fail('expected __metadata__ to map strings to strings');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
