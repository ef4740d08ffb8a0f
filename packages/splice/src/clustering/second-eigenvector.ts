import { largestEigenpair } from '../numeric/largest-eigenpair.ts';
import type { SymmetricOperator } from '../numeric/symmetric-operator.ts';

/**
 * The second eigenvector of `D^-½ A D^-½`, divided by the root of the degrees: the relaxed
 * indicator of the best normalised cut. The trivial first eigenvector, the root of the degrees, is
 * known and left out of the search.
 *
 * @param affinity - `A`, with positive row sums
 * @returns one value a cell, or undefined for fewer than two cells
 */
export function secondEigenvector(affinity: SymmetricOperator): Float64Array | undefined {
  const { size } = affinity;
  const degrees = new Float64Array(size);
  affinity.apply(new Float64Array(size).fill(1), degrees);
  const roots = degrees.map((degree) => Math.sqrt(degree));
  const inverse = roots.map((root) => 1 / root);
  const length = Math.sqrt(degrees.reduce((a, b) => a + b, 0));
  const trivial = roots.map((root) => root / length);

  const scaled = new Float64Array(size);
  const normalised: SymmetricOperator = {
    size,
    apply(input, output) {
      for (let i = 0; i < size; i++) scaled[i] = input[i]! * inverse[i]!;
      affinity.apply(scaled, output);
      for (let i = 0; i < size; i++) output[i]! *= inverse[i]!;
    },
  };
  const pair = largestEigenpair(normalised, { deflate: [trivial] });
  return pair?.vector.map((value, i) => value * inverse[i]!);
}
