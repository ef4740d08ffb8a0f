import { elementTypeOf } from './element-type.ts';
import { encodeValues, type NarrowFloat } from './encode-values.ts';
import type { StoredTensor } from './stored-tensor.ts';
import { tensorSize } from './tensor-size.ts';
import type { WeightArray } from './weight-array.ts';

/**
 * An array in memory as a tensor to be written.
 *
 * @param narrow rounds float32 values to 16 bits in the file
 * @throws RangeError when the array's length and shape disagree
 * @throws TypeError when it is of a type that weight files do not have
 */
export function storedArray(
  name: string,
  { data, shape }: WeightArray,
  narrow?: NarrowFloat,
): StoredTensor {
  const dtype = narrow ?? elementTypeOf(data);
  const sides = shape.every((side) => Number.isSafeInteger(side) && side >= 0);
  if (tensorSize(shape) !== data.length || !sides) {
    throw new RangeError(
      `expected the values of "${name}" to fill shape [${shape}], got ${data.length}`,
    );
  }
  return {
    name,
    dtype,
    shape,
    bytes: async () => encodeValues(data, narrow).slice(),
  };
}
