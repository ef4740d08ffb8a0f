import type { CheckpointRecord } from './checkpoint-record.ts';

/** Which of two validated states is better. */
export interface BestRule {
  /** Name of a figure that validation finds. */
  readonly metric: string;
  /** Whether large or small is good. */
  readonly mode: 'max' | 'min';
}

/**
 * Checkpoints whose metric is known, best first; of equal ones the later first. A metric that is no
 * number is as good as unknown.
 */
export function bestCheckpoints<Record extends CheckpointRecord>(
  records: readonly Record[],
  { metric, mode }: BestRule,
): Record[] {
  const sign = mode === 'max' ? 1 : -1;
  return records
    .map((record) => ({ record, value: sign * (record.validation?.[metric] ?? Number.NaN) }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => (b.value === a.value ? b.record.step - a.record.step : b.value - a.value))
    .map(({ record }) => record);
}
