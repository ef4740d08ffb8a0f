import type { InputReference } from './input-reference.ts';

/** What a job of the queue carries: the inputs that one worker does at a time. */
export interface BatchJob {
  /** In the order of their rows; none once the job is done, so that Redis stays small. */
  inputs: readonly InputReference[];
  /**
   * Whether the inputs were set aside before, so that they count already.
   *
   * @defaultValue false
   */
  again?: boolean;
}

/**
 * Reads the data of a job.
 *
 * @throws TypeError when it is none of ours
 */
export function parseBatchJob(data: unknown): BatchJob {
  const { inputs, again } = (data ?? {}) as Partial<Record<keyof BatchJob, unknown>>;
  if (!Array.isArray(inputs) || !inputs.every(isReference)) {
    throw new TypeError('expected a job with a list of inputs, got another one');
  }
  return { inputs, ...(again === true ? { again } : {}) };
}

function isReference(value: unknown): value is InputReference {
  if (typeof value === 'string') return true;
  const { path, member } = (value ?? {}) as Record<string, unknown>;
  const { archive, offset, size } = (member ?? {}) as Record<string, unknown>;
  return (
    typeof path === 'string' && typeof archive === 'string' && isCount(offset) && isCount(size)
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
