import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import {
  cfaResidueMap,
  compressionTraces,
  constantMap,
  coOccurrenceMap,
  defaultMethod,
  doubleQuantizationMap,
  errorLevelMap,
  gradedMaps,
  jpegGridMap,
  type LocalizeMethod,
  localize,
  localizeMethods,
  noiseLevelMap,
  type Whitening,
  wantsTraces,
  wantsWhitening,
} from '@exifclip/splice';

/** What a method makes of one image. */
export interface MethodResult {
  /** [rows, cols] of cells, 0…1, high = spliced. */
  map: DenseArray;
  /** One number an image, high = spliced. */
  score: number;
}

/** What a method may look at. */
export interface MethodInput {
  image: RasterImage;
  grid: PatchGrid;
  /** [rows, cols, dim]; absent when none of the methods asked for needs them. */
  embeddings?: DenseArray;
  /** Of the model, where it has one. */
  whitening: Whitening | undefined;
}

export interface EvaluationMethod {
  kind: 'ours' | 'baseline';
  run(input: MethodInput): MethodResult | Promise<MethodResult>;
}

/**
 * Everything that is evaluated, by name: ours, the default first, and the published methods on
 * plain embeddings; then baselines that need no model.
 */
export const evaluationMethods: Readonly<Record<string, EvaluationMethod>> = {
  [defaultMethod]: ours(defaultMethod),
  ...Object.fromEntries(localizeMethods.map((method) => [method, ours(method)])),
  constant: {
    kind: 'baseline',
    run: ({ grid }) => ({ map: constantMap(grid), score: 0 }),
  },
  'noise-level': baseline(noiseLevelMap),
  'error-level': baseline(errorLevelMap),
  'jpeg-grid': baseline(jpegGridMap),
  'double-quantization': baseline(doubleQuantizationMap),
  'cfa-residue': baseline(cfaResidueMap),
  'co-occurrence': baseline(coOccurrenceMap),
};

function ours(method: LocalizeMethod): EvaluationMethod {
  return {
    kind: 'ours',
    run: ({ image, embeddings, grid, whitening }) => {
      if (embeddings === undefined) throw new TypeError(`${method}: expected embeddings, got none`);
      const { heatmap, score } = localize(embeddings, grid, {
        method,
        whitening: wantsWhitening(method) ? whitening : undefined,
        traces: wantsTraces(method) ? compressionTraces(image, grid) : undefined,
      });
      return { map: heatmap, score };
    },
  };
}

type BaselineMap = (image: RasterImage, grid: PatchGrid) => DenseArray | Promise<DenseArray>;

/** Graded as the methods' maps are, so that a threshold of 0.5 means as much. */
function baseline(measure: BaselineMap): EvaluationMethod {
  return {
    kind: 'baseline',
    run: async ({ image, grid }) => {
      const values = await measure(image, grid);
      return { map: gradedMaps(values, 'minority').heatmap, score: deviation(values.data) };
    },
  };
}

/** An image of one history is alike everywhere, so how far its values spread is a score. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / values.length);
}
