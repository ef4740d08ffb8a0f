import type { SafetensorsArray } from './safetensors-array.ts';
import { dtypeOf, elementBytes } from './safetensors-dtypes.ts';

/**
 * The bytes of a safetensors file.
 *
 * The same content gives the same bytes whatever the order of the names: arrays lie by falling
 * element size (so that each is aligned), then by name.
 *
 * @param tensors Float32Array, Float64Array, Int32Array, BigInt64Array or Uint8Array with shapes
 * @param metadata free-form strings, kept in the header
 * @throws RangeError when an array's length and shape disagree, or a name is `__metadata__`
 * @throws TypeError when an array is of another type
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, SafetensorsArray>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const arrays = inFileOrder(tensors);
  const header = encodeHeader(arrays, metadata);
  const size = arrays.reduce((total, { data }) => total + data.byteLength, 0);
  const file = new Uint8Array(8 + header.length + size);
  new DataView(file.buffer).setUint32(0, header.length, true);
  file.set(header, 8);
  let position = 8 + header.length;
  for (const { data } of arrays) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

interface NamedArray extends SafetensorsArray {
  readonly name: string;
}

function inFileOrder(tensors: Readonly<Record<string, SafetensorsArray>>): NamedArray[] {
  const arrays = Object.entries(tensors).map(([name, { data, shape }]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    if (name === '__metadata__') throw new RangeError('expected a name other than "__metadata__"');
    if (size !== data.length || shape.some((side) => !Number.isSafeInteger(side) || side < 0)) {
      throw new RangeError(
        `expected the values of "${name}" to fill shape [${shape}], got ${data.length}`,
      );
    }
    return { name, data, shape };
  });
  const bytesOf = ({ data }: NamedArray): number => elementBytes[dtypeOf(data)];
  return arrays.sort((a, b) => bytesOf(b) - bytesOf(a) || (a.name < b.name ? -1 : 1));
}

/** JSON, padded with spaces to a multiple of 8 bytes. */
function encodeHeader(
  arrays: readonly NamedArray[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let begin = 0;
  const entries = arrays.map(({ name, data, shape }) => {
    const end = begin + data.byteLength;
    const entry = { dtype: dtypeOf(data), shape, data_offsets: [begin, end] };
    begin = end;
    return [name, entry] as const;
  });
  const words = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  // `fromEntries` would move names like "7" to the front; a file keeps its order, so join by hand
  const members = [
    ...(words.length > 0 ? [['__metadata__', Object.fromEntries(words)] as const] : []),
    ...entries,
  ].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const json = `{${members.join(',')}}`;
  const bytes = new TextEncoder().encode(json);
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(0x20);
  padded.set(bytes);
  return padded;
}
