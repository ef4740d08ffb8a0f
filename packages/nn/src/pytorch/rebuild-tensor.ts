import type { ElementType } from '../element-type.ts';
import { PickleProblem } from './pickle-problem.ts';
import { PickleGlobal, type PickleValue } from './pickle-value.ts';
import { StorageReference } from './storage-reference.ts';
import { TensorRecipe } from './tensor-recipe.ts';

/** More axes than PyTorch allows. */
const mostAxes = 64;

/** PyTorch's `_rebuild_tensor_v2(storage, offset, size, stride, …)`. */
export function rebuildTensor(parameters: readonly PickleValue[]): TensorRecipe {
  const [storage, ...place] = parameters;
  if (storage instanceof StorageReference && storage.dtype !== undefined) {
    return recipe(storage, storage.dtype, place);
  }
  throw new PickleProblem('expected a tensor of a typed storage, got another value');
}

/** PyTorch's `_rebuild_tensor_v3(storage, offset, size, stride, …, dtype)`. */
export function rebuildTypedTensor(parameters: readonly PickleValue[]): TensorRecipe {
  const [storage, ...place] = parameters;
  const dtype = parameters[6];
  if (!(storage instanceof StorageReference)) {
    throw new PickleProblem('expected a tensor of a storage, got another value');
  }
  if (!(dtype instanceof PickleGlobal) || dtype.dtype === undefined) {
    throw new PickleProblem('expected a tensor of a known type, got another');
  }
  return recipe(storage, dtype.dtype, place);
}

function recipe(
  storage: StorageReference,
  dtype: ElementType,
  [offset, shape, strides]: readonly PickleValue[],
): TensorRecipe {
  if (!isCount(offset) || !isCounts(shape) || !isCounts(strides)) {
    throw new PickleProblem(
      `expected offset, shape and strides of whole numbers, and at most ${mostAxes} axes`,
    );
  }
  if (shape.length !== strides.length) {
    throw new PickleProblem(`expected a stride an axis, got ${shape.length} and ${strides.length}`);
  }
  // copies: the pickle may go on to change its lists
  return new TensorRecipe({ storage, dtype, offset, shape: [...shape], strides: [...strides] });
}

function isCounts(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.length <= mostAxes && value.every(isCount);
}

function isCount(value: PickleValue | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
