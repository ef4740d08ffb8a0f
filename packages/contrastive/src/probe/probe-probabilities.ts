import type { FeatureRows } from './feature-rows.ts';
import type { LinearProbe } from './linear-probe.ts';
import { linearScores } from './linear-scores.ts';
import { standardize } from './standardization.ts';

/**
 * How probable a linear probe holds each class.
 *
 * @param features [examples, dim]
 * @returns [examples, classes], each row of sum 1, classes as `probe.classes` has them
 * @throws RangeError when features are not as long as those that the probe was fitted on
 */
export function probeProbabilities(
  { classes, standardization, parameters }: LinearProbe,
  { data, shape }: FeatureRows,
): { data: Float64Array; shape: readonly [number, number] } {
  const [rows = 0, dim = 0] = shape;
  const expected = standardization.mean.length;
  if (shape.length !== 2 || dim !== expected || data.length !== rows * dim) {
    throw new RangeError(
      `expected features [examples, ${expected}], got ${data.length} values of shape [${shape}]`,
    );
  }
  const count = classes.length;
  const standardized = standardize(data, standardization);
  const probabilities = new Float64Array(rows * count);
  for (let row = 0; row < rows; row++) {
    const scores = probabilities.subarray(row * count, (row + 1) * count);
    linearScores(standardized, row, parameters, scores);
    softmax(scores);
  }
  return { data: probabilities, shape: [rows, count] };
}

function softmax(scores: Float64Array): void {
  const largest = scores.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c]! - largest);
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum;
}
