import { describe, expect, it } from 'vitest';
import { bestCheckpoints } from './best-checkpoints.ts';
import type { CheckpointRecord } from './checkpoint-record.ts';
import { checkpointsToKeep } from './checkpoints-to-keep.ts';

const recalls: Readonly<Record<number, number>> = { 20: 0.3, 40: 0.5, 60: 0.5, 80: 0.1 };
const records = [100, 10, 20, 30, 40, 50, 60, 70, 80, 90].map(
  (step): CheckpointRecord => ({
    step,
    validation: recalls[step] === undefined ? undefined : { recall: recalls[step] },
  }),
);

describe('checkpointsToKeep', () => {
  it('keeps the two newest unless told otherwise, whatever the order', () => {
    expect(steps(checkpointsToKeep(records))).toEqual([90, 100]);
    expect(steps(checkpointsToKeep(records, { last: 3 }))).toEqual([80, 90, 100]);
  });

  it('keeps what any rule keeps', () => {
    const best = { metric: 'recall', mode: 'max' } as const;
    const policy = { last: 1, best, every: 50 };
    expect(steps(checkpointsToKeep(records, policy))).toEqual([50, 60, 100]);
    const three = { last: 1, best: { ...best, count: 3 } };
    expect(steps(checkpointsToKeep(records, three))).toEqual([20, 40, 60, 100]);
    const least = { last: 1, best: { metric: 'recall', mode: 'min' } } as const;
    expect(steps(checkpointsToKeep(records, least))).toEqual([80, 100]);
    expect(steps(checkpointsToKeep(records, { last: 1, steps: [30, 10, 35] }))).toEqual([
      10, 30, 100,
    ]);
  });

  it('keeps none of none, one of one, and no best where none was validated', () => {
    const best = { metric: 'loss', mode: 'min' } as const;
    expect(checkpointsToKeep([], { best })).toEqual([]);
    const one = [{ step: 0, validation: undefined }];
    expect(checkpointsToKeep(one, { best })).toEqual(one);
    expect(steps(checkpointsToKeep(records, { last: 1, best }))).toEqual([100]);
  });

  it('refuses counts that are none', () => {
    expect(() => checkpointsToKeep([], { last: 0 })).toThrow(
      new RangeError('expected last to be a positive integer, got 0'),
    );
    expect(() => checkpointsToKeep([], { every: 1.5 })).toThrow(/every.*got 1.5/);
    expect(() => checkpointsToKeep([], { steps: [5, -5] })).toThrow(/steps.*got -5/);
    const best = { metric: 'a', mode: 'max', count: Number.NaN } as const;
    expect(() => checkpointsToKeep([], { best })).toThrow(/best.count.*got NaN/);
  });
});

describe('bestCheckpoints', () => {
  it('puts the later of equal ones first and leaves out what is no number', () => {
    const broken = [...records, { step: 110, validation: { recall: Number.NaN } }];
    expect(steps(bestCheckpoints(broken, { metric: 'recall', mode: 'max' }))).toEqual([
      60, 40, 20, 80,
    ]);
  });
});

function steps(kept: readonly CheckpointRecord[]): number[] {
  return kept.map(({ step }) => step);
}
