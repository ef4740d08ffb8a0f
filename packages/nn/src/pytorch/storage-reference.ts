import type { ElementType } from '../element-type.ts';

/** The storage behind a tensor, as a checkpoint's pickle names it. */
export class StorageReference {
  /** The name of its values in the file. */
  readonly key: string;
  /** Type of its elements; undefined where the tensor says it. */
  readonly dtype: ElementType | undefined;
  /** How many elements; bytes where it has no type. */
  readonly count: number;

  constructor(key: string, dtype: ElementType | undefined, count: number) {
    this.key = key;
    this.dtype = dtype;
    this.count = count;
  }
}
