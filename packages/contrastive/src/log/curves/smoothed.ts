/**
 * Values smoothed by a mean of their neighbours on both sides, whose weight falls exponentially with
 * the distance; at the ends of those on one side. Unlike the usual moving average it does not lag.
 *
 * @param span neighbours of a side that count, roughly, from 1 (no smoothing)
 */
export function smoothed(values: readonly number[], span: number): number[] {
  const decay = 1 - 2 / (Math.max(1, span) + 1);
  const before = sumsOf(values, decay);
  const after = sumsOf([...values].reverse(), decay).reverse();
  return values.map((value, i) => {
    const [{ sum: a, weight: p }, { sum: b, weight: q }] = [before[i]!, after[i]!];
    return (a + b - value) / (p + q - 1); // the value itself is in both
  });
}

/** For each value its own and those before it, weighed. */
function sumsOf(values: readonly number[], decay: number): { sum: number; weight: number }[] {
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    sum = decay * sum + value;
    weight = decay * weight + 1;
    return { sum, weight };
  });
}
