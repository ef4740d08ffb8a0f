import { createHash } from 'node:crypto';
import type { BatchPlan } from './batch-plan.ts';
import { type InputReference, inputName } from './input-reference.ts';

/**
 * The name of a job, and of its result: the same for the same inputs under the same settings, so
 * that what is enqueued twice is there once. 32 hexadecimal digits.
 */
export function jobId({ job, options }: BatchPlan, inputs: readonly InputReference[]): string {
  const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([job, sorted, inputs.map(inputName)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
