import type { StepArrays } from '../step-engine.ts';
import { cutRows } from './cut-rows.ts';
import { divideInputs } from './divide-inputs.ts';
import type { GradCacheRunner, Values } from './grad-cache-runner.ts';
import { under } from './under.ts';

export interface GradCacheStepInputs {
  /** `batch/…` and `learningRate`. */
  inputs: StepArrays;
  /** Names of the batch's tensors that the loss takes. */
  wholeBatch: readonly string[];
  microBatches: number;
}

/**
 * One step of training with cached gradients of embeddings.
 *
 * @param state `parameters/…` and `optimizer/…`; stays as it is
 * @throws RangeError when the batch cannot be cut so
 */
export async function runGradCacheStep<Value>(
  runner: GradCacheRunner<Value>,
  state: Values<Value>,
  { inputs, wholeBatch, microBatches }: GradCacheStepInputs,
): Promise<{ next: Values<Value>; metrics: StepArrays }> {
  const { cut, whole, rest } = divideInputs(inputs, wholeBatch);
  const held = holdValues(runner);
  const parameters = under(state, 'parameters');
  const onMicroBatch = async (
    part: 'embed' | 'backward',
    index: number,
    others: Values<Value> = {},
  ): Promise<Values<Value>> => {
    const batch = held.add(runner.take(cutRows(cut, index, microBatches)));
    const outputs = await runner.run(part, { ...parameters, ...batch, ...others });
    held.free(batch, others);
    return held.add(outputs);
  };
  try {
    const parts: Values<Value>[] = [];
    for (let i = 0; i < microBatches; i++) parts.push(await onMicroBatch('embed', i));
    const embedded = held.add(runner.concat(parts));
    held.free(...parts);

    const loss = held.add(
      await runner.run('lossGradient', {
        ...parameters,
        ...under(embedded, 'embeddings'),
        ...held.add(runner.take(whole)),
      }),
    );

    let gradients = under(loss, 'gradients');
    for (let i = 0; i < microBatches; i++) {
      const cached = runner.rows(under(loss, 'embeddingGradients'), i, microBatches);
      const share = await onMicroBatch('backward', i, held.add(cached));
      const sum = held.add(runner.add(gradients, share));
      held.free(gradients, share);
      gradients = sum;
    }

    const updated = held.add(
      await runner.run('update', {
        ...state,
        ...held.add(runner.take(rest)),
        ...gradients,
        ...under(embedded, 'updates'),
      }),
    );
    const metrics = await runner.read({ ...under(loss, 'metrics'), ...under(updated, 'metrics') });
    runner.free(under(updated, 'metrics'));
    held.release(updated);
    const next = { ...under(updated, 'parameters'), ...under(updated, 'optimizer') };
    return { next, metrics };
  } finally {
    held.freeAll();
  }
}

/** Remembers what has to be freed, whatever happens. Freeing twice is harmless. */
function holdValues<Value>(runner: GradCacheRunner<Value>) {
  const held = new Set<Values<Value>>();
  return {
    add(values: Values<Value>): Values<Value> {
      held.add(values);
      return values;
    },
    free(...all: Values<Value>[]): void {
      for (const values of all) {
        held.delete(values);
        runner.free(values);
      }
    },
    release: (values: Values<Value>) => held.delete(values),
    freeAll(): void {
      for (const values of held) runner.free(values);
    },
  };
}
