// A mixture of Gaussians that is fitted to the embeddings of photos, to make as many as one likes:
// one component a photo, around the mean of its patches; all share the covariance of patches within
// a photo; and a photo's mean is jittered along the directions in which photos differ.
import { createRandom } from '@exifclip/datasets';

/** Share of the spread between photos by which a made photo differs from the one it is made after. */
const jitter = 0.3;

/**
 * @param {Float32Array} data  `[photos, patches, dim]`
 * @param {{ photos: number, patches: number, dim: number }} shape
 */
export function fitMixture(data, { photos, patches, dim }) {
  const means = new Float64Array(photos * dim);
  const whole = new Float64Array(dim);
  for (let i = 0; i < data.length; i++) {
    means[Math.floor(i / (patches * dim)) * dim + (i % dim)] += data[i] / patches;
  }
  for (let i = 0; i < means.length; i++) whole[i % dim] += means[i] / photos;
  const within = covariance(data.length / dim, dim, (row, i) => {
    const photo = Math.floor(row / patches);
    return data[row * dim + i] - means[photo * dim + i];
  });
  const between = covariance(photos, dim, (row, i) => means[row * dim + i] - whole[i]);
  return { photos, dim, means, within: cholesky(within, dim), between: cholesky(between, dim) };
}

/**
 * @param {ReturnType<typeof fitMixture>} mixture
 * @param {{ count: number, patches: number, seed: number }} options
 * @returns {Float32Array}  `[count, dim]`, of unit length
 */
export function sampleMixture(mixture, { count, patches, seed }) {
  const { photos, dim, means, within, between } = mixture;
  const random = createRandom(seed, 'mixture');
  const made = new Float32Array(count * dim);
  const [centre, row] = [new Float64Array(dim), new Float64Array(dim)];
  for (let at = 0; at < count; at++) {
    if (at % patches === 0) {
      const photo = random.integer(photos);
      centre.set(means.subarray(photo * dim, (photo + 1) * dim));
      addNormal(centre, between, random, jitter);
    }
    row.set(centre);
    addNormal(row, within, random, 1);
    const length = Math.hypot(...row);
    for (let i = 0; i < dim; i++) made[at * dim + i] = row[i] / length;
  }
  return made;
}

/** Adds `scale` · L z with z standard normal. */
function addNormal(vector, factor, random, scale) {
  const dim = vector.length;
  const z = Float64Array.from(vector, () => random.normal());
  for (let i = 0; i < dim; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += factor[i * dim + j] * z[j];
    vector[i] += scale * sum;
  }
}

function covariance(rows, dim, value) {
  const sums = new Float64Array(dim * dim);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < dim; i++) {
      for (let j = 0; j <= i; j++) sums[i * dim + j] += value(row, i) * value(row, j);
    }
  }
  return sums.map((sum) => sum / rows);
}

/** The lower factor L of L Lᵀ, with a ridge for directions without variance. */
function cholesky(lower, dim) {
  const factor = new Float64Array(dim * dim);
  let trace = 0;
  for (let i = 0; i < dim; i++) trace += lower[i * dim + i];
  const ridge = (1e-9 * trace) / dim;
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * dim + j] + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * dim + k] * factor[j * dim + k];
      factor[i * dim + j] = i === j ? Math.sqrt(Math.max(sum, ridge)) : sum / factor[j * dim + j];
    }
  }
  return factor;
}
