import type { CompileOptions } from '@exifclip/tfjs-onnx';
import { assertCount } from '../../assert-count.ts';
import { addArrays } from '../grad-cache/add-arrays.ts';
import { checkMicroBatches } from '../grad-cache/check-micro-batches.ts';
import type { CompiledGradCacheOptions } from '../grad-cache/compiled-grad-cache-engine.ts';
import { concatRows } from '../grad-cache/concat-rows.ts';
import { copyArrays } from '../grad-cache/copy-arrays.ts';
import { cutRows } from '../grad-cache/cut-rows.ts';
import { divideInputs } from '../grad-cache/divide-inputs.ts';
import type { GradCacheStep } from '../grad-cache/make-grad-cache-step.ts';
import { under } from '../grad-cache/under.ts';
import { sortByName } from '../sort-by-name.ts';
import type { StepArrays, StepEngine } from '../step-engine.ts';
import { openShares, type Shares } from './shares.node.ts';
import { type SplitStep, splitStep } from './split-step.ts';

export interface ParallelGradCacheOptions
  extends Pick<CompiledGradCacheOptions, 'microBatches'>,
    Pick<CompileOptions, 'threads'> {
  /** Worker processes, at most as many as micro-batches. */
  processes: number;
}

/**
 * Makes the steps of `makeGradCacheStep` in several processes of this machine. Each takes its share
 * of the micro-batches through the towers; this process takes the loss of the embeddings of all,
 * gives each share its gradients, sums the gradients of the parameters that come back, and updates.
 * Steps are those of `compiledGradCacheEngine` with the same `microBatches` but for the order of
 * sums, whatever the number of processes, and so are states: a run may be resumed with another.
 *
 * `threads` are those of each process. A process that ends is a WorkerProcessError of the step that
 * was being made; what `read` returns is then the state before it.
 *
 * @param example inputs of the names, shapes and types of every step to come; values do not matter
 * @throws RangeError when a count is no whole number from 1, there are more processes than
 * micro-batches, or these do not divide the example
 * @throws what `compile` throws where the step uses an operation that cannot be traced
 */
export async function parallelGradCacheEngine(
  step: GradCacheStep,
  example: StepArrays,
  { microBatches, processes, threads = 0 }: ParallelGradCacheOptions,
): Promise<StepEngine> {
  checkMicroBatches(microBatches);
  assertCount('processes', processes);
  if (processes > microBatches) {
    throw new RangeError(
      `expected at most ${microBatches} processes, a micro-batch each, got ${processes}`,
    );
  }
  const parts = await splitStep(step, sortByName(example), microBatches, {
    threads,
    spinning: false,
  });
  const dispose = (): Promise<unknown> =>
    Promise.all([parts.lossGradient.dispose(), parts.update.dispose()]);
  try {
    const { embed, backward } = parts;
    const shares = await openShares({ embed, backward, threads }, processes);
    return engineOf(parts, shares, step.wholeBatch, microBatches, dispose);
  } catch (error) {
    await dispose();
    throw error;
  }
}

function engineOf(
  parts: SplitStep,
  shares: Shares,
  wholeBatch: readonly string[],
  microBatches: number,
  disposeParts: () => Promise<unknown>,
): StepEngine {
  let state: StepArrays = {};
  return {
    async load(arrays) {
      state = sortByName(copyArrays(arrays));
    },
    async step(inputs) {
      const { cut, whole, rest } = divideInputs(sortByName(inputs), wholeBatch);
      const microBatch = (arrays: StepArrays) => (_: unknown, i: number) =>
        cutRows(arrays, i, microBatches);
      const parameters = under(state, 'parameters');
      const batches = Array.from({ length: microBatches }, microBatch(cut));
      const embedded = concatRows(await shares.embed(parameters, batches));
      const loss = await parts.lossGradient.run({
        ...parameters,
        ...under(embedded, 'embeddings'),
        ...whole,
      });
      const cached = under(loss, 'embeddingGradients');
      const sums = await shares.backward(Array.from({ length: microBatches }, microBatch(cached)));
      const gradients = sums.reduce(addArrays, copyArrays(under(loss, 'gradients')));
      const updated = await parts.update.run({
        ...state,
        ...rest,
        ...gradients,
        ...under(embedded, 'updates'),
      });
      state = { ...under(updated, 'parameters'), ...under(updated, 'optimizer') };
      return { ...under(loss, 'metrics'), ...under(updated, 'metrics') };
    },
    read: async () => copyArrays(state),
    async dispose() {
      state = {};
      await Promise.all([shares.close(), disposeParts()]);
    },
  };
}
