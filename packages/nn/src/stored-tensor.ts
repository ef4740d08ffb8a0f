import type { ReadOptions } from './byte-source.ts';
import type { ElementType } from './element-type.ts';

/** A tensor in a weight file, whose values are read when they are asked for. */
export interface StoredTensor {
  readonly name: string;
  readonly dtype: ElementType;
  /** `[]` is a scalar. */
  readonly shape: readonly number[];
  /**
   * Reads it.
   *
   * @returns its values row by row, little-endian, of its own type, in a buffer of their own
   */
  bytes(options?: ReadOptions): Promise<Uint8Array<ArrayBuffer>>;
}
