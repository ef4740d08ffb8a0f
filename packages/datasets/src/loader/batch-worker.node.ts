import { parentPort, workerData } from 'node:worker_threads';
import type { TrainingBatch } from '../batch/training-batch.ts';
import { type BatchSourceConfig, batchSource } from './batch-source.node.ts';

/** What the worker says of a step: its batch, or why there is none. */
export type BatchReply = { step: number } & ({ batch: TrainingBatch } | { error: unknown });

// The entry of a worker thread of `batchLoader`: asked for steps, it answers with batches.
const source = batchSource(workerData as BatchSourceConfig);

parentPort?.on('message', (step: number) => {
  void source(step).then(
    (batch) => send({ step, batch }, [batch.patches.data.buffer as ArrayBuffer]),
    (error: unknown) => send({ step, error }),
  );
});

function send(reply: BatchReply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, transfer);
}
