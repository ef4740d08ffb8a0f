import { EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import oracle from '../fixtures/whitening.json' with { type: 'json' };
import { fitWhitening } from './fit-whitening.ts';

describe('fitWhitening', () => {
  const embeddings = { data: Float32Array.from(oracle.embeddings), shape: oracle.shape };
  const photoIndex = Int32Array.from(oracle.photoIndex);

  it('agrees with SciPy to 1e-5, photos of one patch among them', () => {
    const { mean, projection } = fitWhitening(embeddings, photoIndex, { dimensions: 3 });
    expect(projection.shape).toEqual(oracle.projectionShape);
    oracle.mean.forEach((value, i) => {
      expect(Math.abs(mean.data[i]! - value)).toBeLessThan(1e-6);
    });
    oracle.projection.forEach((value, i) => {
      expect(Math.abs(projection.data[i]! - value)).toBeLessThan(1e-5);
    });
  });

  it('spans the leading eigenvectors of M⁻¹B, found by brute force', () => {
    const dim = 5;
    const { data, photos } = plantedEmbeddings(dim, 40, 6);
    const { projection } = fitWhitening({ data, shape: [photos.length, dim] }, photos, {
      dimensions: 2,
      ridge: 0.3,
    });
    const { within, between } = bruteForceScatter(data, dim, photos);
    const m = Matrix.add(within, Matrix.eye(dim).mul((0.3 * within.trace()) / dim));
    const solved = new EigenvalueDecomposition(inverse(m).mmul(between));
    const order = solved.realEigenvalues
      .map((value, k) => ({ value, k }))
      .sort((a, b) => b.value - a.value);
    for (let k = 0; k < 2; k++) {
      const expected = solved.eigenvectorMatrix.getColumn(order[k]!.k);
      const got = column(projection, k);
      expect(Math.abs(cosine(expected, got))).toBeGreaterThan(1 - 1e-6);
    }
  });

  it('turns away from a planted nuisance and towards what tells photos apart', () => {
    const dim = 8;
    const { data, photos } = plantedEmbeddings(dim, 60, 10);
    const { projection } = fitWhitening({ data, shape: [photos.length, dim] }, photos, {
      dimensions: 1,
    });
    const [nuisance, ...rest] = column(projection, 0).map(Math.abs);
    const length = Math.hypot(nuisance!, ...rest);
    expect(nuisance! / length).toBeLessThan(0.02); // axis 0 varies ten times more, within photos
    expect(rest[0]! / length).toBeGreaterThan(0.98); // axis 1 is constant in a photo
  });

  it('does not care for the order of patches or the names of photos', () => {
    const n = photoIndex.length;
    const dim = oracle.shape[1]!;
    const turned = Float32Array.from({ length: n * dim }, (_, at) => {
      const row = n - 1 - Math.floor(at / dim);
      return embeddings.data[row * dim + (at % dim)]!;
    });
    const renamed = photoIndex.map((_, i) => 1000 - photoIndex[n - 1 - i]!);
    const a = fitWhitening(embeddings, photoIndex, { dimensions: 2 }).projection.data;
    const b = fitWhitening({ data: turned, shape: [n, dim] }, renamed, { dimensions: 2 });
    a.forEach((value, i) => {
      expect(Math.abs(b.projection.data[i]! - value)).toBeLessThan(1e-6);
    });
  });

  it('says what is wrong with its input', () => {
    expect(() => fitWhitening(embeddings, photoIndex, { dimensions: 7 })).toThrow(/1 to 6 dim/);
    expect(() => fitWhitening(embeddings, photoIndex.subarray(1))).toThrow(
      /a photo for each of 33/,
    );
    const few = photoIndex.map((photo) => photo % 2);
    expect(() => fitWhitening(embeddings, few, { dimensions: 2 })).toThrow(
      /more photos than the 2 dimensions to keep, got 2/,
    );
    const single = photoIndex.map((_, i) => i);
    expect(() => fitWhitening(embeddings, single, { dimensions: 2 })).toThrow(/two patches/);
    const broken = { ...embeddings, data: Float32Array.from(embeddings.data) };
    broken.data[13] = Number.NaN;
    expect(() => fitWhitening(broken, photoIndex, { dimensions: 2 })).toThrow(/got NaN in row 2/);
    const empty = { data: new Float32Array(0), shape: [0, 6] };
    expect(() => fitWhitening(empty, new Int32Array(0), { dimensions: 2 })).toThrow(/photos/);
    expect(() => fitWhitening(embeddings, photoIndex, { dimensions: 2, ridge: 0 })).toThrow(
      /ridge/,
    );
  });
});

/** Axis 0 varies within photos and much, axis 1 between photos only, the rest a little in both. */
function plantedEmbeddings(
  dim: number,
  photoCount: number,
  patches: number,
): { data: Float32Array; photos: Int32Array } {
  let state = 12345;
  const uniform = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  const rows: number[][] = [];
  const photos: number[] = [];
  for (let photo = 0; photo < photoCount; photo++) {
    const centre = Array.from({ length: dim }, (_, i) => uniform() * (i === 1 ? 1 : 0.1));
    for (let patch = 0; patch < patches; patch++) {
      rows.push(centre.map((value, i) => value + uniform() * (i === 0 ? 10 : i === 1 ? 0 : 0.3)));
      photos.push(photo);
    }
  }
  return { data: Float32Array.from(rows.flat()), photos: Int32Array.from(photos) };
}

function bruteForceScatter(
  data: Float32Array,
  dim: number,
  photos: Int32Array,
): { within: Matrix; between: Matrix } {
  const x = Matrix.from1DArray(photos.length, dim, data);
  const mean = Matrix.rowVector(x.mean('column'));
  const names = [...new Set(photos)];
  const within = Matrix.zeros(dim, dim);
  const between = Matrix.zeros(dim, dim);
  for (const name of names) {
    const rows = [...photos.keys()].filter((row) => photos[row] === name);
    const patches = x.subMatrixRow(rows);
    const centre = patches.mean('column');
    const deviation = patches.clone().subRowVector(centre);
    within.add(deviation.transpose().mmul(deviation).div(photos.length));
    const shift = Matrix.rowVector(centre).sub(mean);
    between.add(shift.transpose().mmul(shift).div(names.length));
  }
  return { within, between };
}

function column(
  { data, shape }: { data: Float32Array; shape: readonly [number, number] },
  k: number,
): number[] {
  return Array.from({ length: shape[0] }, (_, i) => data[i * shape[1] + k]!);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}
