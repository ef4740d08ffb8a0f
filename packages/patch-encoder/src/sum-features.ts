import type { DenseArray, RasterImage } from '@exifclip/image';
import { addBoxSum } from './add-box-sum.ts';
import { colorNegative } from './color-negative.ts';
import { extractTile } from './extract-tile.ts';
import type { FeatureEncoder } from './feature-encoder.ts';
import { integralImage } from './integral-image.ts';
import type { PatchGrid } from './patch-grid.ts';
import { positionsAlong } from './positions-along.ts';
import { tileLayout } from './tile-layout.ts';

export interface SumFeaturesOptions {
  /** Feeds the colour negative, to reproduce published figures. @defaultValue false */
  negative?: boolean | undefined;
  /** Stops the work between tiles; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called after every tile with the number of tiles done so far, and of all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The features of every patch of a grid, summed over its positions. */
export interface FeatureSums {
  /** One array a patch, by row: sums for each channel, then of squares where these are pooled. */
  readonly patches: readonly Float64Array[];
  /** Positions in each sum. */
  readonly positions: number;
}

/**
 * Passes an image through a feature encoder tile by tile, and sums up what lies in each patch.
 *
 * @throws RangeError when patches do not lie multiples of the tower's stride apart, or the tiles
 * are too small; TypeError when the encoder returns an array of the wrong shape
 */
export async function sumFeatures(
  encoder: FeatureEncoder,
  image: RasterImage,
  grid: PatchGrid,
  options: SumFeaturesOptions,
): Promise<FeatureSums> {
  const { negative = false, signal, onProgress } = options;
  const { geometry, tileSize } = encoder;
  const { margin, kept } = tileLayout(tileSize, geometry);
  const side = positionsAlong(encoder.patchSize, geometry);
  const rows = axisTiles(grid.rowOffsets, geometry.stride, side, kept);
  const columns = axisTiles(grid.colOffsets, geometry.stride, side, kept);
  const squares = geometry.pooling === 'mean-and-deviation';
  const patches: Float64Array[] = [];
  const total = rows.length * columns.length;
  for (let i = 0; i < total; i++) {
    signal?.throwIfAborted();
    const [row, column] = [rows[Math.floor(i / columns.length)]!, columns[i % columns.length]!];
    const top = row.pixel - margin * geometry.stride;
    const left = column.pixel - margin * geometry.stride;
    const tile = extractTile(image, top, left, tileSize);
    const levels = negative ? { ...tile, data: colorNegative(tile.data) } : tile;
    const features = await encoder.features(levels, { signal });
    assertFeatures(features, encoder);
    const integral = integralImage(keptOf(features, margin, kept), { squares });
    for (const [patchRow, boxTop] of row.patches) {
      for (const [patchColumn, boxLeft] of column.patches) {
        const patch = patchRow * grid.colOffsets.length + patchColumn;
        patches[patch] ??= new Float64Array(integral.channels);
        const box = { top: boxTop, left: boxLeft, bottom: boxTop + side, right: boxLeft + side };
        addBoxSum(integral, box, patches[patch]);
      }
    }
    onProgress?.(i + 1, total);
  }
  signal?.throwIfAborted();
  return { patches, positions: side * side };
}

/** What one row or column of tiles keeps. */
interface AxisTile {
  /** The pixel of the first kept position. */
  readonly pixel: number;
  /** Patches with a share in it: index, and first position counted from the first one kept. */
  readonly patches: readonly (readonly [index: number, position: number])[];
}

/** The tiles along an axis, but for those without a patch. */
function axisTiles(
  offsets: Int32Array,
  stride: number,
  side: number,
  kept: number,
): readonly AxisTile[] {
  const first = offsets[0]!;
  const starts = [...offsets].map((offset) => (offset - first) / stride);
  const odd = starts.findIndex((start) => !Number.isInteger(start));
  if (odd !== -1) {
    throw new RangeError(
      `expected patches that lie multiples of ${stride} pixels apart, got offsets ${first} and ${offsets[odd]}`,
    );
  }
  const count = Math.ceil((starts.at(-1)! + side) / kept);
  return Array.from({ length: count }, (_, i) => ({
    pixel: first + i * kept * stride,
    patches: starts
      .map((start, index) => [index, start - i * kept] as const)
      .filter(([, position]) => position + side > 0 && position < kept),
  })).filter(({ patches }) => patches.length > 0);
}

/** The positions of a tile's feature map that see pixels of the tile alone, without the batch. */
function keptOf(
  { data, shape }: DenseArray<Float32Array>,
  margin: number,
  kept: number,
): DenseArray<Float32Array> {
  const [, , columns, channels] = shape as [number, number, number, number];
  const length = kept * channels;
  const inner = new Float32Array(kept * length);
  for (let row = 0; row < kept; row++) {
    const from = ((margin + row) * columns + margin) * channels;
    inner.set(data.subarray(from, from + length), row * length);
  }
  return { data: inner, shape: [kept, kept, channels] };
}

function assertFeatures(features: DenseArray<Float32Array>, encoder: FeatureEncoder): void {
  const { data, shape } = features;
  const extent = positionsAlong(encoder.tileSize, encoder.geometry);
  const [count, rows, columns, channels = 0] = shape;
  const isRight = shape.length === 4 && count === 1 && rows === extent && columns === extent;
  if (isRight && channels > 0 && data.length === extent * extent * channels) return;
  throw new TypeError(
    `expected encoder ${encoder.id} to return features [1, ${extent}, ${extent}, channels], got [${shape.join(', ')}] with ${data.length} elements`,
  );
}
