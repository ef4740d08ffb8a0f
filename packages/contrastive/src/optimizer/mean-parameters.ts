import type { ParameterArrays } from '@exifclip/nn';

/**
 * The mean of several sets of parameters of one model: of the ends of a learning rate's cycles
 * (stochastic weight averaging), or of models that were trained on from one state (a model soup).
 * Such a mean is often better than any of them; of models that began from other random parameters it
 * is worth nothing.
 *
 * @param sets at least one, all of the same names and shapes
 * @throws RangeError when there is none, or they are not of one model, naming the parameter
 * @see Izmailov et al., Averaging weights leads to wider optima and better generalization, 2018
 * @see Wortsman et al., Model soups, 2022
 */
export function meanParameters(sets: readonly ParameterArrays[]): ParameterArrays {
  const [first, ...others] = sets;
  if (first === undefined) throw new RangeError('expected parameters to average, got none');
  for (const other of others) checkAlike(first, other);
  const entries = Object.entries(first).map(([name, { shape, data }]) => {
    const sums = new Float64Array(data.length);
    for (const set of sets) {
      for (const [i, value] of set[name]!.data.entries()) sums[i]! += value;
    }
    return [name, { data: Float32Array.from(sums, (sum) => sum / sets.length), shape }] as const;
  });
  return Object.fromEntries(entries);
}

function checkAlike(first: ParameterArrays, other: ParameterArrays): void {
  for (const name of new Set([...Object.keys(first), ...Object.keys(other)])) {
    const [expected, got] = [first, other].map((set) => set[name]?.shape.join(' × '));
    if (expected !== got) {
      throw new RangeError(
        `expected parameters of one model to average, got "${name}" of [${expected ?? 'none'}] and [${got ?? 'none'}]`,
      );
    }
  }
}
