import type { TensorRecipe } from './tensor-recipe.ts';

/** The first element of a storage that a tensor uses, and one past the last. */
export function storageRange({ offset, shape, strides }: TensorRecipe): [number, number] {
  if (shape.includes(0)) return [offset, offset];
  const reach = shape.reduce((sum, side, axis) => sum + (side - 1) * strides[axis]!, 0);
  return [offset, offset + reach + 1];
}

/** Whether a tensor's values lie row by row, without gaps. */
export function isContiguous({ shape, strides }: TensorRecipe): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}

/**
 * Lays a tensor's values out row by row.
 *
 * @param bytes the range of the storage that it uses, from its first element on
 * @param size bytes of an element
 */
export function gatherStrided(
  bytes: Uint8Array<ArrayBuffer>,
  { shape, strides }: TensorRecipe,
  size: 1 | 2 | 4 | 8,
): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, side) => product * side, 1);
  const result = new Uint8Array(count * size);
  const copy = copyElements(bytes, result, size);
  const last = shape.length - 1;
  const position = new Array<number>(shape.length).fill(0);
  for (let to = 0, from = 0; to < count; to++) {
    copy(from, to);
    // counts up like an odometer
    for (let axis = last; axis >= 0; axis--) {
      from += strides[axis]!;
      position[axis]!++;
      if (position[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      position[axis] = 0;
    }
  }
  return result;
}

function copyElements(
  source: Uint8Array<ArrayBuffer>,
  target: Uint8Array<ArrayBuffer>,
  size: 1 | 2 | 4 | 8,
): (from: number, to: number) => void {
  const Elements = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[size as 1 | 2 | 4];
  if (size === 8) return copyPairs(new Uint32Array(source.buffer), new Uint32Array(target.buffer));
  const [from, to] = [new Elements(source.buffer), new Elements(target.buffer)];
  return (i, j) => {
    to[j] = from[i]!;
  };
}

/** Eight bytes as two whole numbers: as a double, a NaN could lose its bits. */
function copyPairs(source: Uint32Array, target: Uint32Array): (from: number, to: number) => void {
  return (i, j) => {
    target[2 * j] = source[2 * i]!;
    target[2 * j + 1] = source[2 * i + 1]!;
  };
}
