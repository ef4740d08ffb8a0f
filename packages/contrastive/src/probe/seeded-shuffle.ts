import { seededUniform } from './seeded-uniform.ts';

/** Items in an order that the seed decides: Fisher and Yates. */
export function seededShuffle<T>(items: readonly T[], seed: number): T[] {
  const random = seededUniform(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const item = result[i]!;
    result[i] = result[j]!;
    result[j] = item;
  }
  return result;
}
