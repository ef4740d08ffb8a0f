import type { StepArray, StepArrays } from '../step-engine.ts';

/** The float rows of all, of one after the other, by name. */
export function concatRows(parts: readonly StepArrays[]): StepArrays {
  const names = Object.keys(parts[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, concat(parts.map((part) => part[name]!))]));
}

function concat(arrays: readonly StepArray[]): StepArray {
  const data = new Float32Array(arrays.reduce((total, array) => total + array.data.length, 0));
  let offset = 0;
  for (const array of arrays) {
    data.set(array.data, offset);
    offset += array.data.length;
  }
  const [, ...others] = arrays[0]!.shape;
  const rows = arrays.reduce((total, { shape }) => total + shape[0]!, 0);
  return { data, shape: [rows, ...others] };
}
