import type { StepArrays } from '../step-engine.ts';
import type { GradCacheStep } from './make-grad-cache-step.ts';

export type Values<Value> = Readonly<Record<string, Value>>;

/** Runs the parts of a step, and does the little that is needed between them. */
export interface GradCacheRunner<Value> {
  /** Arrays as values, which may be the very arrays. */
  take(arrays: StepArrays): Values<Value>;
  /** Copies as arrays. */
  read(values: Values<Value>): Promise<StepArrays>;
  /** One part of the step. */
  run(
    part: Exclude<keyof GradCacheStep, 'wholeBatch'>,
    inputs: Values<Value>,
  ): Promise<Values<Value>>;
  /** The rows of one micro-batch, of `count` with as many rows each. */
  rows(values: Values<Value>, index: number, count: number): Values<Value>;
  /** The rows of all, of one after the other. */
  concat(values: readonly Values<Value>[]): Values<Value>;
  /** Sums by name; what only one of them has stays as it is. The first may be written to. */
  add(a: Values<Value>, b: Values<Value>): Values<Value>;
  free(values: Values<Value>): void;
  /** Frees what runs the step. */
  dispose(): Promise<void>;
}
