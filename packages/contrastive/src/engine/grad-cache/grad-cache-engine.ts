import { sortByName } from '../sort-by-name.ts';
import type { StepEngine } from '../step-engine.ts';
import { checkMicroBatches } from './check-micro-batches.ts';
import { copyArrays } from './copy-arrays.ts';
import type { GradCacheRunner, Values } from './grad-cache-runner.ts';
import { runGradCacheStep } from './run-grad-cache-step.ts';

export interface GradCacheOptions {
  /**
   * How many micro-batches a batch is cut into: each of its tensors into so many equal parts along
   * the first axis, in order. A step takes the memory of one of them.
   */
  microBatches: number;
}

/**
 * An engine that makes the steps of `makeGradCacheStep`.
 *
 * @throws RangeError when `microBatches` is no whole number from 1
 */
export function gradCacheEngine<Value>(
  runner: GradCacheRunner<Value>,
  wholeBatch: readonly string[],
  { microBatches }: GradCacheOptions,
): StepEngine {
  checkMicroBatches(microBatches);
  let state: Values<Value> = {};
  return {
    async load(arrays) {
      runner.free(state);
      state = runner.take(sortByName(copyArrays(arrays)));
    },
    async step(inputs) {
      const sorted = sortByName(inputs);
      const { next, metrics } = await runGradCacheStep(runner, state, {
        inputs: sorted,
        wholeBatch,
        microBatches,
      });
      runner.free(state);
      state = next;
      return metrics;
    },
    read: () => runner.read(state),
    async dispose() {
      runner.free(state);
      state = {};
      await runner.dispose();
    },
  };
}
