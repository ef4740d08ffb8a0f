import type { ElementType } from '../element-type.ts';
import type { StorageReference } from './storage-reference.ts';
import type { TensorRecipe } from './tensor-recipe.ts';

/**
 * What a pickle of a checkpoint may hold: None is null, a dictionary is a Map, lists and tuples are
 * arrays, whole numbers beyond 2^53 are bigints.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | PickleGlobal
  | StorageReference
  | TensorRecipe;

/** A name of Python's that a checkpoint may mention, and what stands for it here. */
export class PickleGlobal {
  /** `module.name` */
  readonly name: string;
  /** The element type that it means: of `torch.float32`, and of `torch.FloatStorage`. */
  readonly dtype: ElementType | undefined;
  /** What calling it gives; names without it may not be called. */
  readonly call: PickleFunction | undefined;

  constructor(name: string, { dtype, call }: { dtype?: ElementType; call?: PickleFunction } = {}) {
    this.name = name;
    this.dtype = dtype;
    this.call = call;
  }
}

/** A function on the values of a pickle; it throws a PickleProblem when they do not suit it. */
export type PickleFunction = (parameters: readonly PickleValue[]) => PickleValue;
