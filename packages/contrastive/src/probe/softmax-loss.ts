import { linearScores } from './linear-scores.ts';

/** Examples to fit, each of a class. */
export interface LabelledRows {
  /** [rows, dim], row-major. */
  data: Float32Array;
  dim: number;
  /** Numbers of classes, 0…count − 1, [rows]. */
  classes: Int32Array;
  /** How many classes there are. */
  count: number;
}

/**
 * Mean cross-entropy of a linear classifier, with half the sum of squared weights times `strength`;
 * biases are free.
 *
 * @param parameters weights [dim, count] and after them biases [count]
 * @param gradient of the same length; is overwritten
 * @returns the loss
 */
export function softmaxLoss(
  rows: LabelledRows,
  strength: number,
  parameters: Float64Array,
  gradient: Float64Array,
): number {
  const { data, dim, classes, count } = rows;
  const share = 1 / classes.length;
  const biases = dim * count;
  let loss = 0;
  for (let i = 0; i < biases; i++) {
    gradient[i] = strength * parameters[i]!;
    loss += (strength / 2) * parameters[i]! ** 2;
  }
  gradient.fill(0, biases);
  const scores = new Float64Array(count);
  for (let row = 0; row < classes.length; row++) {
    linearScores(data, row, parameters, scores);
    const truth = classes[row]!;
    const score = scores[truth]!;
    const total = exponentials(scores);
    loss += share * (Math.log(total.sum) + total.largest - score);
    for (let c = 0; c < count; c++) {
      scores[c] = share * (scores[c]! / total.sum - (c === truth ? 1 : 0));
      gradient[biases + c]! += scores[c]!;
    }
    for (let k = 0, from = row * dim, to = 0; k < dim; k++) {
      const value = data[from + k]!;
      for (let c = 0; c < count; c++, to++) gradient[to]! += value * scores[c]!;
    }
  }
  return loss;
}

/** Replaces scores by exponentials of how far they lie below the largest. */
function exponentials(scores: Float64Array): { sum: number; largest: number } {
  let largest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > largest) largest = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp(scores[c]! - largest);
    sum += scores[c]!;
  }
  return { sum, largest };
}
