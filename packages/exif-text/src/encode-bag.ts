import type { DenseArray } from './dense-array.ts';
import { MEAN_GAIN } from './mean-gain.ts';

/** Weights of the bag tower as plain arrays, by parameter name. */
export type BagTowerWeights = Readonly<Record<string, DenseArray>>;

/** Squared lengths below this count as this, so that a zero vector stays zero. */
const EPSILON = 1e-12;

/**
 * The bag tower without tfjs: mean of the pieces' embeddings → dense → relu → dense → unit length.
 * Only the buckets that a row uses are touched.
 *
 * @param weights `embedding/table` [buckets, width], `hidden/kernel` [width, hidden], `hidden/bias`,
 * `output/kernel` [hidden, dim], `output/bias`
 * @param bag [sentences, buckets], from `bagOfPieces`
 * @returns [sentences, dim], unit length, equal to `bagTower` to rounding
 * @throws RangeError when a weight is missing or shapes do not fit together
 */
export function encodeBag(weights: BagTowerWeights, bag: DenseArray): DenseArray {
  const [rows = 0, buckets = 0] = bag.shape;
  const table = weight(weights, 'embedding/table', [buckets, -1]);
  const width = table.shape[1]!;
  const hidden = layer(weights, 'hidden', width);
  const output = layer(weights, 'output', hidden.outputs);
  const data = new Float32Array(rows * output.outputs);
  const mean = new Float64Array(width);
  const activations = new Float64Array(hidden.outputs);
  const embedding = new Float64Array(output.outputs);
  for (let row = 0; row < rows; row++) {
    mean.fill(0);
    addRows(mean, bag.data.subarray(row * buckets, (row + 1) * buckets), table.data);
    for (let i = 0; i < width; i++) mean[i]! *= MEAN_GAIN;
    dense(activations, mean, hidden);
    for (let i = 0; i < activations.length; i++) activations[i] = Math.max(0, activations[i]!);
    dense(embedding, activations, output);
    writeUnit(data, row * output.outputs, embedding);
  }
  return { data, shape: [rows, output.outputs] };
}

interface Layer {
  kernel: Float32Array;
  bias: Float32Array;
  outputs: number;
}

function layer(weights: BagTowerWeights, name: string, inputs: number): Layer {
  const kernel = weight(weights, `${name}/kernel`, [inputs, -1]);
  const outputs = kernel.shape[1]!;
  const bias = weight(weights, `${name}/bias`, [outputs]);
  return { kernel: kernel.data, bias: bias.data, outputs };
}

/** A weight whose shape is `expected`, -1 standing for any size. */
function weight(weights: BagTowerWeights, name: string, expected: readonly number[]): DenseArray {
  const found = weights[name];
  const fits =
    found?.shape.length === expected.length &&
    expected.every((size, axis) => size === -1 || size === found.shape[axis]);
  if (found && fits) return found;
  const wanted = expected.map((size) => (size === -1 ? 'any' : size)).join(', ');
  throw new RangeError(
    `expected weight "${name}" of shape [${wanted}], got ${found ? `[${found.shape.join(', ')}]` : 'none'}`,
  );
}

function addRows(sum: Float64Array, bag: Float32Array, table: Float32Array): void {
  const width = sum.length;
  for (let bucket = 0; bucket < bag.length; bucket++) {
    const share = bag[bucket]!;
    if (share === 0) continue;
    const start = bucket * width;
    for (let i = 0; i < width; i++) sum[i]! += share * table[start + i]!;
  }
}

function dense(result: Float64Array, input: Float64Array, { kernel, bias, outputs }: Layer): void {
  for (let j = 0; j < outputs; j++) result[j] = bias[j]!;
  for (let i = 0; i < input.length; i++) {
    const value = input[i]!;
    if (value === 0) continue; // relu leaves about half of them
    const start = i * outputs;
    for (let j = 0; j < outputs; j++) result[j]! += value * kernel[start + j]!;
  }
}

function writeUnit(target: Float32Array, start: number, vector: Float64Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = 1 / Math.sqrt(Math.max(squares, EPSILON));
  for (let i = 0; i < vector.length; i++) target[start + i] = vector[i]! * scale;
}
