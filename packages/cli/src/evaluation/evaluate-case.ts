import type { DenseArray } from '@exifclip/image';
import {
  encodeGrid,
  gridForBudget,
  type PatchEncoder,
  type PatchGrid,
} from '@exifclip/patch-encoder';
import { correlatedChance, mapMetrics, mapToImage, type Whitening } from '@exifclip/splice';
import type { LoadedCase } from './evaluation-case.ts';
import type { ImageMethodResult, ImageResult, LocalizationMetrics } from './evaluation-document.ts';
import { evaluationMethods, type MethodInput } from './evaluation-methods.ts';

export interface EvaluateCaseOptions {
  encoder: PatchEncoder;
  whitening: Whitening | undefined;
  /** At most this many patches. */
  maxPatches: number;
  /** Names of `evaluationMethods`. */
  methods: readonly string[];
  signal?: AbortSignal;
}

/**
 * Runs every method on one image, which is encoded once for all of them, and measures the maps
 * against the mask.
 *
 * @throws ImageTooSmallError for an image smaller than a patch
 */
export async function evaluateCase(
  { image, mask }: LoadedCase,
  { encoder, whitening, maxPatches, methods: names, signal }: EvaluateCaseOptions,
): Promise<Pick<ImageResult, 'methods' | 'chance'>> {
  const grid = gridForBudget(image.width, image.height, {
    patchSize: encoder.patchSize,
    maxPatches,
  });
  const input: MethodInput = { image, grid, whitening };
  if (names.some((name) => evaluationMethods[name]!.kind === 'ours')) {
    input.embeddings = await encodeGrid(
      encoder,
      image,
      grid,
      signal === undefined ? {} : { signal },
    );
  }
  const methods: Record<string, ImageMethodResult> = {};
  for (const name of names) {
    signal?.throwIfAborted();
    const { map, score } = await evaluationMethods[name]!.run(input);
    methods[name] = { ...(mask === undefined ? {} : measure(map, grid, mask)), score };
  }
  const chance = mask === undefined ? undefined : chanceOf(grid, mask);
  return chance === undefined ? { methods } : { methods, chance };
}

function measure(
  cells: DenseArray,
  grid: PatchGrid,
  mask: DenseArray<Uint8Array>,
): Partial<LocalizationMetrics> {
  const [height, width] = mask.shape as [number, number];
  const { data } = mapToImage(cells, grid, { height, width });
  const { map, permuted } = mapMetrics(data, mask.data);
  const metrics = {
    pMap: permuted.averagePrecision,
    ap: map.averagePrecision,
    bestF1: permuted.bestF1,
    rocAuc: permuted.rocAuc,
    mcc: permuted.matthewsCorrelation,
    ciou: permuted.iouIndependent,
    ciouShared: permuted.iouShared,
  };
  const defined = Object.values(metrics).every((value) => value !== undefined);
  return defined ? (metrics as LocalizationMetrics) : {};
}

/** Chance is smooth in the mask's size, so a mask of this many pixels a side is enough. */
const chanceSide = 400;

function chanceOf(
  grid: PatchGrid,
  mask: DenseArray<Uint8Array>,
): { pMap: number; rocAuc: number } | undefined {
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
