import type { DenseArray } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import { type CellAxis, cellGeometry } from './cell-geometry.ts';
import { gridArray } from './grid-array.ts';

/** Options of {@link mapToImage}. */
export interface MapToImageOptions {
  /** Rows of the result, which spans the whole image whatever its size. @defaultValue the image's */
  height?: number;
  /** Columns of the result. @defaultValue the image's */
  width?: number;
  /**
   * Where the cells are taken to lie: at their place on the image ('cells'), or stretched evenly
   * from edge to edge as the published code does ('stretch').
   * @defaultValue 'cells'
   */
  align?: 'cells' | 'stretch';
}

/**
 * Resizes a map of cells onto the image, bilinearly between the centres of the cells; beyond the
 * outermost centres the map goes on unchanged.
 *
 * @param map - `[cellRows, cellCols]`
 * @param grid - the grid the cells belong to
 * @returns `[height, width]`
 * @throws RangeError when map and grid do not fit, or a size is not a whole number
 */
export function mapToImage(
  map: DenseArray,
  grid: PatchGrid,
  options: MapToImageOptions = {},
): DenseArray {
  const { height = grid.imageHeight, width = grid.imageWidth, align = 'cells' } = options;
  const { data: cells, shape } = gridArray(map, 'a map of cells', 'rows, cols');
  const { rows, cols } = cellGeometry(grid);
  const cellCols = cols.starts.length;
  if (shape[0] !== rows.starts.length || shape[1] !== cellCols || cells.length === 0) {
    throw new RangeError(
      `expected a map of the grid's ${rows.starts.length} by ${cellCols} cells, got [${shape.join(', ')}]`,
    );
  }
  const down = samples(height, grid.imageHeight, centres(rows, grid.imageHeight, align));
  const across = samples(width, grid.imageWidth, centres(cols, grid.imageWidth, align));
  const data = new Float32Array(height * width);
  const line = new Float64Array(cellCols);
  for (let y = 0, to = 0; y < height; y++) {
    const above = down.before[y]! * cellCols;
    const below = down.after[y]! * cellCols;
    const share = down.share[y]!;
    for (let col = 0; col < cellCols; col++) {
      line[col] = cells[above + col]! * (1 - share) + cells[below + col]! * share;
    }
    for (let x = 0; x < width; x++) {
      const t = across.share[x]!;
      data[to++] = line[across.before[x]!]! * (1 - t) + line[across.after[x]!]! * t;
    }
  }
  return { data, shape: [height, width] };
}

function centres(axis: CellAxis, extent: number, align: 'cells' | 'stretch'): Float64Array {
  if (align === 'cells') return axis.starts.map((start) => start + axis.stride / 2);
  return axis.starts.map((_, i) => ((i + 0.5) * extent) / axis.starts.length);
}

/** Which two cells every sample of an axis lies between, and the share of the second. */
interface Samples {
  before: Int32Array;
  after: Int32Array;
  share: Float64Array;
}

function samples(size: number, extent: number, centre: Float64Array): Samples {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`expected a whole number of pixels, at least 1, got ${size}`);
  }
  const before = new Int32Array(size);
  const after = new Int32Array(size);
  const share = new Float64Array(size);
  let next = 0;
  for (let i = 0; i < size; i++) {
    const position = ((i + 0.5) * extent) / size;
    while (next < centre.length && centre[next]! <= position) next++;
    const first = Math.max(0, next - 1);
    const second = Math.min(centre.length - 1, next);
    before[i] = first;
    after[i] = second;
    if (first < second && next > 0) {
      share[i] = (position - centre[first]!) / (centre[second]! - centre[first]!);
    }
  }
  return { before, after, share };
}
