import { readFile } from 'node:fs/promises';
import type { ForgeryEntry } from '@exifclip/datasets';
import { type DenseArray, decodeImage, type RasterImage } from '@exifclip/image';
import {
  encodeGrid,
  gridForBudget,
  type PatchEncoder,
  type PatchGrid,
} from '@exifclip/patch-encoder';
import { correlatedChance, mapMetrics, mapToImage, type Whitening } from '@exifclip/splice';
import type { ImageMethodResult, ImageResult } from './evaluation-document.ts';
import { evaluationMethods } from './evaluation-methods.ts';

export interface EvaluateImageOptions {
  encoder: PatchEncoder;
  whitening: Whitening;
  /** At most this many patches. */
  maxPatches: number;
  signal?: AbortSignal;
}

/**
 * Runs every method on one image and measures its map against the mask.
 *
 * @throws Error with one line when image or mask cannot be used
 */
export async function evaluateImage(
  entry: ForgeryEntry,
  { encoder, whitening, maxPatches, signal }: EvaluateImageOptions,
): Promise<ImageResult> {
  const image = await decodeImage(await readFile(entry.image), { name: entry.image });
  const mask = entry.mask === null ? undefined : await readMask(entry.mask, image);
  const grid = gridForBudget(image.width, image.height, {
    patchSize: encoder.patchSize,
    maxPatches,
  });
  const embeddings = await encodeGrid(encoder, image, grid, signal === undefined ? {} : { signal });
  const methods: Record<string, ImageMethodResult> = {};
  for (const [name, { run }] of Object.entries(evaluationMethods)) {
    const { map, score } = run({ image, grid, embeddings, whitening });
    methods[name] = { ...(mask === undefined ? {} : measure(map, grid, mask)), score };
  }
  const { id, label } = entry;
  const chance = mask === undefined ? undefined : chanceOf(grid, mask);
  return chance === undefined ? { id, label, methods } : { id, label, methods, chance };
}

/** [height, width], 1 = spliced. */
async function readMask(path: string, image: RasterImage): Promise<DenseArray<Uint8Array>> {
  const { data, width, height } = await decodeImage(await readFile(path), { name: path });
  if (width !== image.width || height !== image.height) {
    const [wanted, got] = [`${image.width}×${image.height}`, `${width}×${height}`];
    throw new Error(`${path}: expected a mask of the image's size ${wanted}, got ${got}`);
  }
  const spliced = new Uint8Array(width * height);
  for (let i = 0; i < spliced.length; i++) spliced[i] = data[i * 3]! >= 128 ? 1 : 0;
  return { data: spliced, shape: [height, width] };
}

function measure(map: DenseArray, grid: PatchGrid, mask: DenseArray<Uint8Array>) {
  const [height, width] = mask.shape as [number, number];
  const { data } = mapToImage(map, grid, { height, width });
  const { averagePrecision: pMap, bestF1, rocAuc } = mapMetrics(data, mask.data).permuted;
  if (pMap === undefined || bestF1 === undefined || rocAuc === undefined) return {};
  return { pMap, bestF1, rocAuc };
}

/** Chance is smooth in the mask's size, so a mask of this many pixels a side is enough. */
const chanceSide = 400;

function chanceOf(grid: PatchGrid, mask: DenseArray<Uint8Array>) {
  const chance = correlatedChance(grid, thinned(mask));
  return chance && { pMap: chance.averagePrecision, rocAuc: chance.rocAuc };
}

function thinned({ data, shape }: DenseArray<Uint8Array>): DenseArray<Uint8Array> {
  const [height, width] = shape as [number, number];
  const step = Math.max(1, Math.ceil(Math.max(height, width) / chanceSide));
  const [rows, columns] = [Math.ceil(height / step), Math.ceil(width / step)];
  const thin = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      thin[row * columns + column] = data[row * step * width + column * step]!;
    }
  }
  return { data: thin, shape: [rows, columns] };
}
