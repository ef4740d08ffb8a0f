/** The losses once more, in float64 and by the letter of their formulas, for tests to compare with. */

export type Matrix = readonly (readonly number[])[];
/** Whether row i and column j are left out. */
export type Ignored = (i: number, j: number) => boolean;

const none: Ignored = () => false;

export function referenceLogits(a: Matrix, b: Matrix, scale: number, bias = 0): number[][] {
  return a.map((x) => b.map((y) => scale * x.reduce((sum, v, k) => sum + v * y[k]!, 0) + bias));
}

export function referenceCrossEntropy(
  logits: Matrix,
  { labelSmoothing = 0, ignored = none }: { labelSmoothing?: number; ignored?: Ignored } = {},
): number {
  let sum = 0;
  for (const i of logits.keys()) {
    const row = (j: number): number => logits[i]![j]!;
    const column = (j: number): number => logits[j]![i]!;
    const all = [...logits.keys()];
    const inRow = all.filter((j) => j === i || !ignored(i, j));
    const inColumn = all.filter((j) => j === i || !ignored(j, i));
    for (const [at, candidates] of [
      [row, inRow],
      [column, inColumn],
    ] as const) {
      const partition = candidates.reduce((z, j) => z + Math.exp(at(j)), 0);
      for (const j of candidates) {
        const target = (j === i ? 1 - labelSmoothing : 0) + labelSmoothing / candidates.length;
        sum -= target * Math.log(Math.exp(at(j)) / partition);
      }
    }
  }
  return sum / (2 * logits.length);
}

/** @param sign 1 for a positive pair, −1 for a negative one, 0 for neither */
export function referenceSigmoid(logits: Matrix, sign: (i: number, j: number) => number): number {
  let sum = 0;
  for (const [i, row] of logits.entries()) {
    for (const [j, logit] of row.entries()) {
      const z = sign(i, j);
      if (z !== 0) sum += Math.log(1 + Math.exp(-z * logit));
    }
  }
  return sum / logits.length;
}

export function referenceProcessedPairs(
  logits: Matrix,
  photos: ArrayLike<number>,
  sentences: ArrayLike<number>,
): number {
  const sibling = (i: number, j: number): boolean =>
    i !== j && photos[i] === photos[j] && sentences[i] !== sentences[j];
  const rows = [...logits.keys()].filter((i) => [...logits.keys()].some((j) => sibling(i, j)));
  if (rows.length === 0) return 0;
  let sum = 0;
  for (const i of rows) {
    const at = (j: number): [number, number] => [logits[i]![j]!, logits[j]![i]!];
    const others = [...logits.keys()].filter((j) => sibling(i, j));
    for (const side of [0, 1] as const) {
      const own = Math.exp(at(i)[side]);
      const rest = others.reduce((z, j) => z + Math.exp(at(j)[side]), 0);
      sum -= Math.log(own / (own + rest)) / 2;
    }
  }
  return sum / rows.length;
}

/** Central differences of a function of float64 numbers. */
export function numericGradient(
  f: (x: readonly number[]) => number,
  x: readonly number[],
): number[] {
  const h = 1e-5;
  const moved = (i: number, by: number): number => f(x.map((v, k) => (k === i ? v + by : v)));
  return x.map((_, i) => (moved(i, h) - moved(i, -h)) / (2 * h));
}
