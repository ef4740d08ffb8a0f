import type { TypedArray } from '@exifclip/image';
import type { PageCells } from './page-data.ts';

/** Some bytes or numbers a cell, and where the cells lie. */
export interface CellBlock<T extends TypedArray = TypedArray> {
  /** `rows * cols * channels`, row by row. */
  data: T;
  channels: number;
  cells: PageCells;
}
