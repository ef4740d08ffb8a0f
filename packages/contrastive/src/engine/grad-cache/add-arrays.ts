import type { StepArray, StepArrays } from '../step-engine.ts';

/** Adds the second to the first, in place, by name; what only one of them has stays as it is. */
export function addArrays(sums: StepArrays, more: StepArrays): StepArrays {
  const names = Object.keys(more).filter((name) => Object.hasOwn(sums, name));
  for (const name of names) addTo(sums[name]!, more[name]!);
  return { ...more, ...sums };
}

function addTo({ data: sum }: StepArray, { data }: StepArray): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + data[i]!;
}
