import { generalizedEigenvectors } from './generalized-eigenvectors.ts';
import { photoScatter } from './photo-scatter.ts';

export interface FitWhiteningOptions {
  /** Directions that are kept. @defaultValue 32 */
  dimensions?: number;
  /** Added to the within-photo scatter, as a share of its mean variance. @defaultValue 0.1 */
  ridge?: number;
}

/** `y = projectionᵀ (x − mean)`, then unit length. */
export interface Whitening {
  /** [dim] */
  mean: { data: Float32Array; shape: readonly [number] };
  /** [dim, dimensions], leading direction first. */
  projection: { data: Float32Array; shape: readonly [number, number] };
}

/**
 * The directions in which authentic photos differ from each other most, compared with how much
 * patches differ within one photo: what is left out is content, what is kept is the camera.
 *
 * With W the scatter of patches around their photo's mean and B the scatter of photo means around
 * the mean of all patches: the leading generalised eigenvectors of (B, W + ridge · tr(W)/dim · I),
 * in double precision. Each column's largest entry is positive, and its W-length is 1.
 *
 * @param embeddings unit-length patch embeddings [patches, dim]
 * @param photoIndex which photo each patch is from; any whole numbers, in any order
 * @throws RangeError when shapes disagree, a value is not finite, there are not more photos than
 * `dimensions`, or no photo has two different patches
 * @see Hatch et al., Within-Class Covariance Normalization for SVM-Based Speaker Recognition, 2006
 */
export function fitWhitening(
  embeddings: { readonly data: Float32Array; readonly shape: readonly number[] },
  photoIndex: Int32Array,
  options: FitWhiteningOptions = {},
): Whitening {
  const { dimensions = 32, ridge = 0.1 } = options;
  const [patches = 0, dim = 0] = embeddings.shape;
  check(embeddings, photoIndex, dimensions, ridge);
  const { mean, within, between, photos } = photoScatter(embeddings.data, dim, photoIndex);
  if (photos <= dimensions) {
    throw new RangeError(
      `expected more photos than the ${dimensions} dimensions to keep, got ${photos} (${patches} patches)`,
    );
  }
  const trace = addRidge(within, dim, ridge);
  if (!(trace > 0)) {
    throw new RangeError('expected photos of two patches or more that differ, got none');
  }
  const vectors = generalizedEigenvectors(between, within, dim, dimensions);
  return {
    mean: { data: Float32Array.from(mean), shape: [dim] },
    projection: { data: Float32Array.from(vectors), shape: [dim, dimensions] },
  };
}

function check(
  { data, shape }: { data: Float32Array; shape: readonly number[] },
  photoIndex: Int32Array,
  dimensions: number,
  ridge: number,
): void {
  const [patches = 0, dim = 0] = shape;
  if (shape.length !== 2 || data.length !== patches * dim) {
    throw new RangeError(
      `expected embeddings [patches, dim], got ${data.length} values of shape [${shape}]`,
    );
  }
  if (photoIndex.length !== patches) {
    throw new RangeError(
      `expected a photo for each of ${patches} patches, got ${photoIndex.length}`,
    );
  }
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > dim) {
    throw new RangeError(`expected 1 to ${dim} dimensions to keep, got ${dimensions}`);
  }
  if (!(ridge > 0)) throw new RangeError(`expected a positive ridge, got ${ridge}`);
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `expected finite embeddings, got ${data[bad]} in row ${Math.floor(bad / dim)}`,
    );
  }
}

/** Adds to the diagonal in place; returns the trace before. */
function addRidge(matrix: Float64Array, dim: number, ridge: number): number {
  let trace = 0;
  for (let i = 0; i < dim; i++) trace += matrix[i * dim + i]!;
  for (let i = 0; i < dim; i++) matrix[i * dim + i]! += (ridge * trace) / dim;
  return trace;
}
