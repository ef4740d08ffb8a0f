/** AdamW, or Adam with L2, once more in float64 on plain numbers, for tests to compare with. */
export interface ReferenceAdamWOptions {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  decoupled: boolean;
}

/**
 * @param gradient of step s, counted from 0, in element i
 * @returns the parameters after each step
 * @see Kingma and Ba, Adam, 2015, algorithm 1; Loshchilov and Hutter, 2019, algorithm 2
 */
export function referenceAdamW(
  initial: readonly number[],
  gradient: (s: number, i: number) => number,
  steps: number,
  options: ReferenceAdamWOptions,
): number[][] {
  const { learningRate, beta1, beta2, epsilon, weightDecay, decoupled } = options;
  let p = [...initial];
  const m = initial.map(() => 0);
  const v = initial.map(() => 0);
  return Array.from({ length: steps }, (_, s) => {
    p = p.map((old, i) => {
      const g = gradient(s, i) + (decoupled ? 0 : weightDecay * old);
      m[i] = beta1 * m[i]! + (1 - beta1) * g;
      v[i] = beta2 * v[i]! + (1 - beta2) * g ** 2;
      const mean = m[i]! / (1 - beta1 ** (s + 1));
      const square = v[i]! / (1 - beta2 ** (s + 1));
      const decayed = decoupled ? old - learningRate * weightDecay * old : old;
      return decayed - (learningRate * mean) / (Math.sqrt(square) + epsilon);
    });
    return p;
  });
}
