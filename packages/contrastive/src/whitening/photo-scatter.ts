export interface PhotoScatter {
  /** Mean of all patches [dim]. */
  mean: Float64Array;
  /** Mean scatter of patches around their photo's mean [dim, dim]. */
  within: Float64Array;
  /** Mean scatter of the photos' means around `mean` [dim, dim]. */
  between: Float64Array;
  photos: number;
}

/**
 * How embeddings scatter within photos and between them.
 *
 * @param data [patches, dim], row-major
 * @param photoIndex the photo of each patch, any whole numbers
 */
export function photoScatter(
  data: Float32Array,
  dim: number,
  photoIndex: Int32Array,
): PhotoScatter {
  const patches = photoIndex.length;
  const { rows, counts } = numberPhotos(photoIndex);
  const photos = counts.length;
  const mean = new Float64Array(dim);
  const photoMeans = new Float64Array(photos * dim);
  for (let patch = 0; patch < patches; patch++) {
    const photo = rows[patch]!;
    for (let i = 0; i < dim; i++) {
      const value = data[patch * dim + i]!;
      mean[i]! += value / patches;
      photoMeans[photo * dim + i]! += value / counts[photo]!;
    }
  }
  const deviation = new Float64Array(dim);
  const within = new Float64Array(dim * dim);
  for (let patch = 0; patch < patches; patch++) {
    const start = rows[patch]! * dim;
    for (let i = 0; i < dim; i++) deviation[i] = data[patch * dim + i]! - photoMeans[start + i]!;
    addOuterProduct(within, deviation, 1 / patches);
  }
  const between = new Float64Array(dim * dim);
  for (let photo = 0; photo < photos; photo++) {
    for (let i = 0; i < dim; i++) deviation[i] = photoMeans[photo * dim + i]! - mean[i]!;
    addOuterProduct(between, deviation, 1 / photos);
  }
  mirror(within, dim);
  mirror(between, dim);
  return { mean, within, between, photos };
}

/** Renames photos to 0, 1, 2 … by first appearance, and counts their patches. */
function numberPhotos(photoIndex: Int32Array): { rows: Int32Array; counts: number[] } {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const rows = photoIndex.map((photo) => {
    const row = numbers.get(photo) ?? numbers.size;
    numbers.set(photo, row);
    counts[row] = (counts[row] ?? 0) + 1;
    return row;
  });
  return { rows, counts };
}

/** Lower triangle only: half the work. */
function addOuterProduct(matrix: Float64Array, vector: Float64Array, weight: number): void {
  const dim = vector.length;
  for (let i = 0; i < dim; i++) {
    const factor = vector[i]! * weight;
    const row = i * dim;
    for (let j = 0; j <= i; j++) matrix[row + j]! += factor * vector[j]!;
  }
}

function mirror(matrix: Float64Array, dim: number): void {
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j < i; j++) matrix[j * dim + i] = matrix[i * dim + j]!;
  }
}
