import type { BatchPlan } from '../jobs/batch-plan.ts';
import type { ScaleQueue } from './open-queue.ts';

/**
 * Gives a queue its plan, or finds that it has this one already.
 *
 * @throws RangeError when it has another one: a queue makes one table
 */
export async function setPlan({ redis, keys, name }: ScaleQueue, plan: BatchPlan): Promise<void> {
  const text = planText(plan);
  await redis.setnx(keys.plan, text);
  const found = await redis.get(keys.plan);
  if (found === text) return;
  throw new RangeError(
    `expected a queue for ${text}, but ${name} is for ${found}: take another name with --queue`,
  );
}

/** The plan of a queue, or undefined where nothing was ever enqueued. */
export async function getPlan({ redis, keys }: ScaleQueue): Promise<BatchPlan | undefined> {
  const text = await redis.get(keys.plan);
  return text === null ? undefined : (JSON.parse(text) as BatchPlan);
}

function planText({ job, options, out }: BatchPlan): string {
  const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ job, options: Object.fromEntries(sorted), out });
}
