import type { DenseArray, RasterImage } from '@exifclip/image';
import type { PatchGrid } from '@exifclip/patch-encoder';
import {
  constantMap,
  type LocalizeMethod,
  localize,
  noiseLevelMap,
  type Whitening,
  wantsWhitening,
} from '@exifclip/splice';

/** What a method makes of one image. */
export interface MethodResult {
  /** [rows, cols] of cells, high = spliced. */
  map: DenseArray;
  /** One number an image, high = spliced. */
  score: number;
}

/** What a method may look at. */
export interface MethodInput {
  image: RasterImage;
  grid: PatchGrid;
  /** [rows, cols, dim] */
  embeddings: DenseArray;
  whitening: Whitening;
}

export interface EvaluationMethod {
  kind: 'ours' | 'baseline';
  run(input: MethodInput): MethodResult;
}

/** Everything that is evaluated, by name: the published methods on plain embeddings, and ours. */
export const evaluationMethods: Readonly<Record<string, EvaluationMethod>> = {
  'exponential-region': ours('exponential-region'),
  'exponential-cut': ours('exponential-cut'),
  'mean-shift': ours('mean-shift'),
  'normalized-cut': ours('normalized-cut'),
  constant: {
    kind: 'baseline',
    run: ({ grid }) => ({ map: constantMap(grid), score: 0 }),
  },
  'noise-level': {
    kind: 'baseline',
    run: ({ image, grid }) => {
      const map = noiseLevelMap(image, grid);
      return { map, score: deviation(map.data) };
    },
  },
};

function ours(method: LocalizeMethod): EvaluationMethod {
  return {
    kind: 'ours',
    run: ({ embeddings, grid, whitening }) => {
      const options = wantsWhitening(method) ? { method, whitening } : { method };
      const { heatmap, score } = localize(embeddings, grid, options);
      return { map: heatmap, score };
    },
  };
}

/** An image of one camera has one noise level, so how far it spreads is a score. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / values.length);
}
