import type { RasterImage } from '@exifclip/image';
import { blankImage } from '../blank-image.ts';
import { clampedBytes } from '../clamped-bytes.ts';
import { chromaCell } from './chroma-cell.ts';
import type { ChromaStep } from './processing-step.ts';

/**
 * The image stored as YCbCr of 8 bits (JFIF), its chroma perhaps coarser, and read again. Borders
 * are repeated to whole cells of chroma.
 */
export function storeChroma(
  image: RasterImage,
  { sampling, filter }: Omit<ChromaStep, 'kind'>,
): RasterImage {
  const { data, width, height } = image;
  const cell = chromaCell(sampling);
  const luma = new Uint8ClampedArray(width * height);
  const blue = new Uint8ClampedArray(width * height);
  const red = new Uint8ClampedArray(width * height);
  for (let i = 0, from = 0; i < luma.length; i += 1, from += 3) {
    const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!];
    luma[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    blue[i] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
    red[i] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
  }
  const result = blankImage(width, height);
  const out = clampedBytes(result.data);
  const [cb, cr] = [blue, red].map((plane) => coarsen(plane, width, cell, filter));
  for (let i = 0, to = 0; i < luma.length; i += 1, to += 3) {
    const [y, u, v] = [luma[i]!, cb![i]! - 128, cr![i]! - 128];
    out[to] = y + 1.402 * v;
    out[to + 1] = y - 0.344136 * u - 0.714136 * v;
    out[to + 2] = y + 1.772 * u;
  }
  return result;
}

type Plane = Uint8ClampedArray;

function coarsen(
  plane: Plane,
  width: number,
  cell: { x: number; y: number },
  filter: ChromaStep['filter'],
): Plane {
  if (cell.x * cell.y === 1) return plane;
  const height = plane.length / width;
  const [columns, rows] = [Math.ceil(width / cell.x), Math.ceil(height / cell.y)];
  const stored = new Uint8ClampedArray(columns * rows);
  const taken = filter === 'point' ? { x: 1, y: 1 } : cell;
  for (let i = 0; i < stored.length; i += 1) {
    const [left, top] = [(i % columns) * cell.x, Math.floor(i / columns) * cell.y];
    let sum = 0;
    for (let y = top; y < top + taken.y; y += 1) {
      const row = Math.min(y, height - 1) * width;
      for (let x = left; x < left + taken.x; x += 1) sum += plane[row + Math.min(x, width - 1)]!;
    }
    stored[i] = sum / (taken.x * taken.y);
  }
  const across = placesIn(width, cell.x, columns, filter);
  const down = placesIn(height, cell.y, rows, filter);
  return Uint8ClampedArray.from(plane, (_, i) => {
    const [x, y] = [across[i % width]!, down[Math.floor(i / width)]!];
    const mix = (row: number): number => {
      const first = stored[row * columns + x.first]!;
      return first + x.share * (stored[row * columns + x.second]! - first);
    };
    const upper = mix(y.first);
    return upper + y.share * (mix(y.second) - upper);
  });
}

/** For every pixel along an axis the two stored samples around it, and the share of the second. */
function placesIn(
  size: number,
  cell: number,
  count: number,
  filter: ChromaStep['filter'],
): { first: number; second: number; share: number }[] {
  return Array.from({ length: size }, (_, i) => {
    const nearest = Math.floor(i / cell);
    if (filter !== 'linear') return { first: nearest, second: nearest, share: 0 };
    // A mean stands for the middle of its cell.
    const place = (i + 0.5) / cell - 0.5;
    const first = Math.floor(place);
    const inside = (k: number): number => Math.min(Math.max(k, 0), count - 1);
    return { first: inside(first), second: inside(first + 1), share: place - first };
  });
}
