import { encodeValues } from './encode-values.ts';
import { safetensorsLayout } from './safetensors-layout.ts';
import { storedArray } from './stored-array.ts';
import type { WeightArray } from './weight-array.ts';

/**
 * The bytes of a safetensors file.
 *
 * The same content gives the same bytes whatever the order of the names. `streamSafetensors` writes
 * tensor by tensor, and 16-bit floats.
 *
 * @param tensors typed arrays with shapes
 * @param metadata free-form strings, kept in the header
 * @throws RangeError when an array's length and shape disagree, or a name is `__metadata__`
 * @throws TypeError when an array is of another type
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, WeightArray>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const described = Object.entries(tensors).map(([name, array]) => ({
    ...storedArray(name, array),
    data: array.data,
  }));
  const { start, ordered, dataBytes } = safetensorsLayout(described, metadata);
  const file = new Uint8Array(start.length + dataBytes);
  file.set(start);
  let position = start.length;
  for (const { data } of ordered) {
    file.set(encodeValues(data), position);
    position += data.byteLength;
  }
  return file;
}
