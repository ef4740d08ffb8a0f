import type { Random } from '../random/random.ts';

/**
 * Different items at random, in random order: the first steps of Fisher and Yates, which take no
 * longer for a million items than for a thousand.
 *
 * @param count - at most as many as there are
 */
export function drawSome<T>(items: readonly T[], count: number, random: Random): T[] {
  // What has been moved to a place, instead of a copy of all.
  const moved = new Map<number, number>();
  const at = (i: number): number => moved.get(i) ?? i;
  return Array.from({ length: Math.min(count, items.length) }, (_, i) => {
    const j = i + random.integer(items.length - i);
    const chosen = items[at(j)]!;
    moved.set(j, at(i));
    return chosen;
  });
}
