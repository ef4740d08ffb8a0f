import { elementBytes, type SafetensorsDtype } from './safetensors-dtypes.ts';

interface SafetensorsEntry {
  name: string;
  dtype: SafetensorsDtype;
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
  /** Where the data starts in the file, in bytes. */
  dataStart: number;
}

/** Turns a problem into an exception. */
type Fail = (problem: string, cause?: unknown) => never;

/** Reads and checks the header: 8 bytes of length, then JSON. */
export function parseSafetensorsHeader(bytes: Uint8Array, fail: Fail): SafetensorsHeader {
  const dataStart = headerEnd(bytes, fail);
  const { __metadata__: metadata = {}, ...tensors } = parseJson(bytes.subarray(8, dataStart), fail);
  const entries = Object.entries(tensors).map(([name, value]) => checkEntry(name, value, fail));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCoverage(entries, bytes.length - dataStart, fail);
  return { entries, metadata: checkMetadata(metadata, fail), dataStart };
}

function headerEnd(bytes: Uint8Array, fail: Fail): number {
  if (bytes.length < 8) fail(`expected at least 8 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > bytes.length - 8) {
    fail(`expected a header of ${length} bytes, got a file of ${bytes.length} bytes`);
  }
  return 8 + length;
}

function parseJson(bytes: Uint8Array, fail: Fail): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    fail('expected a header of JSON in UTF-8, got something else', cause);
  }
  return isRecord(header) ? header : fail('expected the header to be a JSON object');
}

function checkEntry(name: string, value: unknown, fail: Fail): SafetensorsEntry {
  const problem = (what: string): never => fail(`tensor "${name.slice(0, 200)}": ${what}`);
  if (!isRecord(value)) return problem('expected an object');
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(elementBytes, dtype)) {
    return problem(
      `expected a dtype of ${Object.keys(elementBytes).join(', ')}, got ${show(dtype)}`,
    );
  }
  if (!isCounts(shape)) return problem(`expected a shape of whole numbers, got ${show(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    return problem(`expected data_offsets [begin, end], got ${show(offsets)}`);
  }
  const [begin, end] = offsets as [number, number];
  const size = shape.reduce((product, side) => product * side, 1);
  const expected = size * elementBytes[dtype as SafetensorsDtype];
  if (expected !== end - begin) {
    return problem(
      `expected ${expected} bytes for ${dtype} of shape ${show(shape)}, got ${end - begin}`,
    );
  }
  return { name, dtype: dtype as SafetensorsDtype, shape, begin, end };
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
