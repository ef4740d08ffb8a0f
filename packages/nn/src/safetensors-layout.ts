import { type ElementType, elementBytes } from './element-type.ts';
import { safetensorsDtype } from './safetensors-dtypes.ts';
import { lengthBytes } from './safetensors-header.ts';
import { tensorSize } from './tensor-size.ts';

/** What the header of a file says of a tensor, beside where it lies. */
export interface TensorDescription {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
}

/** The start of a safetensors file, and the order in which the values follow it. */
export interface SafetensorsLayout<T extends TensorDescription> {
  /** Length and header. */
  start: Uint8Array<ArrayBuffer>;
  /** By falling element size (so that each is aligned), then by name. */
  ordered: readonly T[];
  /** Bytes of all values. */
  dataBytes: number;
}

/**
 * Lays tensors out in a file.
 *
 * @throws RangeError when a name comes twice or is `__metadata__`
 */
export function safetensorsLayout<T extends TensorDescription>(
  tensors: Iterable<T>,
  metadata: Readonly<Record<string, string>>,
): SafetensorsLayout<T> {
  const ordered = [...tensors].sort(
    (a, b) => elementBytes[b.dtype] - elementBytes[a.dtype] || (a.name < b.name ? -1 : 1),
  );
  checkNames(ordered);
  let dataBytes = 0;
  const entries = ordered.map(({ name, dtype, shape }): [string, object] => {
    const begin = dataBytes;
    dataBytes += tensorSize(shape) * elementBytes[dtype];
    return [name, { dtype: safetensorsDtype(dtype), shape, data_offsets: [begin, dataBytes] }];
  });
  const words = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const own: [string, object][] =
    words.length > 0 ? [['__metadata__', Object.fromEntries(words)]] : [];
  return { start: encodeStart([...own, ...entries]), ordered, dataBytes };
}

function checkNames(tensors: readonly TensorDescription[]): void {
  const seen = new Set(['__metadata__']);
  for (const { name } of tensors) {
    if (seen.has(name)) throw new RangeError(`expected a name other than "${name}"`);
    seen.add(name);
  }
}

/** JSON, padded with spaces to a multiple of 8 bytes, after its length. */
function encodeStart(members: readonly [string, object][]): Uint8Array<ArrayBuffer> {
  // `fromEntries` would move names like "7" to the front; a file keeps its order, so join by hand
  const json = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const bytes = new TextEncoder().encode(`{${json.join(',')}}`);
  const length = Math.ceil(bytes.length / 8) * 8;
  const start = new Uint8Array(lengthBytes + length).fill(0x20);
  new DataView(start.buffer).setBigUint64(0, BigInt(length), true);
  start.set(bytes, lengthBytes);
  return start;
}
