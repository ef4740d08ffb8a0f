import type { DenseArray } from '@exifclip/image';
import { seededRandom } from '../src/numeric/seeded-random.ts';

/**
 * Unit embeddings of an image whose patches in a rectangle come from a second camera: a common
 * mean, a direction for the camera, smooth content that varies over the image, and noise.
 */
export function twoCameras(options: {
  rows: number;
  cols: number;
  dim: number;
  seed?: number;
  /** How far apart the cameras are; the content has a strength of about 1. */
  contrast?: number;
}): { embeddings: DenseArray; truth: Uint8Array } {
  const { rows, cols, dim, seed = 1, contrast = 2 } = options;
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const directions = Array.from({ length: 6 }, () => Float64Array.from({ length: dim }, normal));
  const data = new Float32Array(rows * cols * dim);
  const truth = new Uint8Array(rows * cols);
  for (let i = 0; i < truth.length; i++) {
    const y = Math.floor(i / cols) / rows;
    const x = (i % cols) / cols;
    truth[i] = y >= 0.3 && y < 0.7 && x >= 0.5 && x < 0.8 ? 1 : 0;
    const weights = [
      2,
      contrast * truth[i]!,
      Math.sin(5 * x),
      Math.cos(4 * y + 1),
      Math.sin(3 * x + 6 * y),
      Math.cos(7 * x - 2 * y) / 2,
    ];
    let square = 0;
    for (let k = 0; k < dim; k++) {
      let value = 0.4 * normal();
      for (let q = 0; q < 6; q++) value += weights[q]! * directions[q]![k]!;
      data[i * dim + k] = value;
      square += value * value;
    }
    for (let k = 0; k < dim; k++) data[i * dim + k]! /= Math.sqrt(square);
  }
  return { embeddings: { data, shape: [rows, cols, dim] }, truth };
}
