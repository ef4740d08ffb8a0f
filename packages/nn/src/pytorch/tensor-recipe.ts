import type { ElementType } from '../element-type.ts';
import type { StorageReference } from './storage-reference.ts';

/** How a tensor is put together from its storage; offset and strides in elements. */
export class TensorRecipe {
  readonly storage: StorageReference;
  readonly dtype: ElementType;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor({ storage, dtype, offset, shape, strides }: TensorRecipeParts) {
    this.storage = storage;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

interface TensorRecipeParts {
  storage: StorageReference;
  dtype: ElementType;
  offset: number;
  shape: readonly number[];
  strides: readonly number[];
}
