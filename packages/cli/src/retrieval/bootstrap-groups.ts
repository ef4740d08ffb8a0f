import { createRandom } from '@exifclip/datasets';

/** A figure and its 95 % bootstrap interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const resamples = 2000;

/**
 * A figure with its interval, by resampling whole groups: photos of one source are alike, and each
 * is no evidence by itself.
 *
 * @param groups the group of each photo
 * @param figure a function of how often each photo counts; undefined draws are passed over
 * @returns undefined when the figure is undefined for every photo counting once
 */
export function bootstrapGroups(
  groups: readonly string[],
  figure: (weights: ArrayLike<number>) => number | undefined,
): Estimate | undefined {
  const value = figure(groups.map(() => 1));
  if (value === undefined) return undefined;
  const names = [...new Set(groups)];
  const members = groups.map((group) => names.indexOf(group));
  const random = createRandom(1, 'retrieval');
  const drawn: number[] = [];
  for (let r = 0; r < resamples; r++) {
    const times = new Float64Array(names.length);
    for (let i = 0; i < names.length; i++) times[random.integer(names.length)]! += 1;
    const found = figure(members.map((group) => times[group]!));
    if (found !== undefined) drawn.push(found);
  }
  drawn.sort((a, b) => a - b);
  const at = (share: number) => drawn[Math.round(share * (drawn.length - 1))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}
