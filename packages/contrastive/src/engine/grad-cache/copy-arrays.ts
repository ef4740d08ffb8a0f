import type { StepArrays } from '../step-engine.ts';

/** The same arrays in memory of their own. */
export function copyArrays(arrays: StepArrays): StepArrays {
  const entries = Object.entries(arrays).map(
    ([name, { data, shape }]) => [name, { data: data.slice(), shape: [...shape] }] as const,
  );
  return Object.fromEntries(entries);
}
