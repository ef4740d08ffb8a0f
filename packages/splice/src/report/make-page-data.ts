import type { TypedArray } from '@exifclip/image';
import type { CellAxis } from '../cells/cell-geometry.ts';
import { cellGeometry } from '../cells/cell-geometry.ts';
import type { SpliceReport } from '../detector/splice-report.ts';
import { bytesToBase64 } from './bytes-to-base64.ts';
import type { CellBlock } from './cell-block.ts';
import { colorRamp } from './color-ramp.ts';
import { maskOutline } from './mask-outline.ts';
import type { PageAxis, PageCells, PageData } from './page-data.ts';
import { poolCells } from './pool-cells.ts';
import { quantizeSigned } from './quantize-signed.ts';
import { turn } from './turn.ts';
import { turnCells } from './turn-cells.ts';

/** More cells than this are no longer told apart in a picture, and would swell the page. */
const MOST_MAP_CELLS = 30_000;

/** Bytes that the embeddings of all cells may take, before base64. */
const MOST_EMBEDDING_BYTES = 600_000;

/** What of a report its page is made from. */
export type DrawnReport = Pick<SpliceReport, 'heatmap' | 'mask' | 'pca' | 'grid' | 'cells'>;

/**
 * Everything the page draws maps from, turned upright, and the outline of the mask as the path of an
 * SVG. Where there are too many cells for a page,
 * blocks of them are averaged.
 *
 * @throws RangeError for an orientation that is not 1…8, and for maps that do not fit the grid
 */
export function makePageData(
  report: DrawnReport,
  orientation: number,
): { data: PageData; outline: string } {
  const { imageWidth: width, imageHeight: height } = report.grid;
  const how = turn(orientation);
  const upright = (data: TypedArray, channels: number, most: number): CellBlock => {
    const cells = storedCells(report.grid);
    assertFits(data, channels, cells);
    return turnCells(poolCells({ data, channels, cells }, most), how, { width, height });
  };
  const map = (data: TypedArray, channels = 1) => upright(data, channels, MOST_MAP_CELLS);

  const heatmap = map(report.heatmap.data);
  const mask = map(report.mask.data);
  const embeddings = report.cells();
  const dim = embeddings.shape[2] ?? 0;
  const most = Math.floor(MOST_EMBEDDING_BYTES / Math.max(1, dim));
  const cells = upright(embeddings.data, dim, most);
  const { values, scale } = quantizeSigned(cells.data);
  const size = {
    width: how.transpose ? height : width,
    height: how.transpose ? width : height,
  };
  const data: PageData = {
    ...size,
    maps: {
      ...heatmap.cells,
      heatmap: toText(heatmap.data, 255),
      mask: toText(mask.data, 1),
      pca: toText(map(report.pca.data, 3).data, 1),
    },
    consistency: {
      ...cells.cells,
      dim,
      scale,
      cells: bytesToBase64(new Uint8Array(values.buffer)),
    },
    colors: {
      heatmap: bytesToBase64(colorRamp('inferno')),
      consistency: bytesToBase64(colorRamp('viridis')),
      firstComponent: bytesToBase64(colorRamp('cividis')),
    },
  };
  return { data, outline: maskOutline(mask, size) };
}

function storedCells(grid: SpliceReport['grid']): PageCells {
  const { rows, cols } = cellGeometry(grid);
  return { rows: axisOf(rows), cols: axisOf(cols) };
}

function axisOf({ starts, stride }: CellAxis): PageAxis {
  return { centres: Array.from(starts, (start) => start + stride / 2), stride };
}

function assertFits(data: TypedArray, channels: number, { rows, cols }: PageCells): void {
  const [down, across] = [rows.centres.length, cols.centres.length];
  if (data.length > 0 && data.length === down * across * channels) return;
  throw new RangeError(
    `expected maps of the grid's ${down} by ${across} cells, got ${data.length} values at ${channels} a cell`,
  );
}

/** Values times a factor as bytes in base64; what is no number becomes 0. */
function toText(values: TypedArray, factor: number): string {
  return bytesToBase64(Uint8Array.from(Uint8ClampedArray.from(values, (v) => v * factor)));
}
