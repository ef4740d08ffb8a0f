import type { StepArrays } from '../step-engine.ts';
import type { ShareGraphs, ShareRequest } from './share-messages.ts';
import { type ShareWorker, startShareWorker } from './share-worker.node.ts';

/** Worker processes that share the micro-batches of a step, neighbours in one process. */
export interface Shares {
  /** Embeddings and updates of each micro-batch, in their order. */
  embed(parameters: StepArrays, microBatches: readonly StepArrays[]): Promise<StepArrays[]>;
  /** Each process's sum of gradients, from those of each micro-batch's embeddings. */
  backward(embeddingGradients: readonly StepArrays[]): Promise<StepArrays[]>;
  close(): Promise<void>;
}

/** @throws WorkerProcessError when a process cannot be started */
export async function openShares(graphs: ShareGraphs, processes: number): Promise<Shares> {
  const starting = Array.from({ length: processes }, (_, i) =>
    startShareWorker(graphs, `worker process ${i + 1} of ${processes}`),
  );
  const started = await Promise.allSettled(starting);
  const workers = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await closeAll(workers);
    throw failed.reason;
  }
  const askAll = async (
    parts: readonly StepArrays[],
    request: (share: readonly StepArrays[]) => ShareRequest,
  ): Promise<StepArrays[]> => {
    const asked = workers.map((worker, i) => worker.ask(request(shareOf(parts, i, processes))));
    await Promise.allSettled(asked); // one that fails leaves no question open at the others
    return (await Promise.all(asked)).flat();
  };
  return {
    embed: (parameters, all) =>
      askAll(all, (microBatches) => ({ kind: 'embed', parameters, microBatches })),
    backward: (all) =>
      askAll(all, (embeddingGradients) => ({ kind: 'backward', embeddingGradients })),
    close: () => closeAll(workers),
  };
}

function shareOf<T>(all: readonly T[], index: number, count: number): readonly T[] {
  const edge = (i: number): number => Math.floor((i * all.length) / count);
  return all.slice(edge(index), edge(index + 1));
}

async function closeAll(workers: readonly ShareWorker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.stop()));
}
