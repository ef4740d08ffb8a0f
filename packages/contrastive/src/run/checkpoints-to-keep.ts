import { assertCount } from '../assert-count.ts';
import { type BestRule, bestCheckpoints } from './best-checkpoints.ts';
import type { CheckpointRecord } from './checkpoint-record.ts';

/** Which checkpoints stay: those that one rule at least keeps. */
export interface CheckpointPolicy {
  /** The newest so many; with one alone, nothing is left where it is damaged. @defaultValue 2 */
  readonly last?: number | undefined;
  /** The best so many of the validated ones, 1 where `count` is absent. @defaultValue none */
  readonly best?: (BestRule & { readonly count?: number | undefined }) | undefined;
  /** Those whose step is a multiple of this, for good. @defaultValue none */
  readonly every?: number | undefined;
  /** Those of these steps, for good. @defaultValue none */
  readonly steps?: readonly number[] | undefined;
}

/**
 * Decides what is kept of the checkpoints of a run, oldest first.
 *
 * @throws RangeError when a number of the policy is not a positive integer
 */
export function checkpointsToKeep<Record extends CheckpointRecord>(
  records: readonly Record[],
  { last = 2, best, every, steps = [] }: CheckpointPolicy = {},
): Record[] {
  assertCount('last', last);
  assertCount('best.count', best?.count ?? 1);
  assertCount('every', every ?? 1);
  for (const step of steps) assertCount('steps', step);
  const sorted = [...records].sort((a, b) => a.step - b.step);
  const kept = new Set([
    ...sorted.slice(-last),
    ...(best === undefined ? [] : bestCheckpoints(sorted, best).slice(0, best.count ?? 1)),
    ...(every === undefined ? [] : sorted.filter(({ step }) => step % every === 0)),
    ...sorted.filter(({ step }) => steps.includes(step)),
  ]);
  return sorted.filter((record) => kept.has(record));
}
