import type { Worker } from 'node:worker_threads';
import type { TrainingBatch } from '../batch/training-batch.ts';
import { type BatchSourceConfig, batchSource } from './batch-source.node.ts';
import type { BatchReply } from './batch-worker.node.ts';

/** Something that prepares batches when asked, here or in another thread. */
export interface BatchPreparer {
  prepare(step: number): Promise<TrainingBatch>;
  close(): Promise<void>;
}

/** Prepares batches in the calling thread. */
export function localPreparer(config: BatchSourceConfig): BatchPreparer {
  const source = batchSource(config);
  return { prepare: source, close: async () => {} };
}

/**
 * Prepares batches in a worker thread. While nothing is asked of it, the worker does not keep the
 * process alive.
 */
export function workerPreparer(worker: Worker): BatchPreparer {
  const waiting = new Map<number, PromiseWithResolvers>();
  let failure: unknown;
  let isClosing = false;

  const settle = (step: number, act: (promise: PromiseWithResolvers) => void): void => {
    const promise = waiting.get(step);
    waiting.delete(step);
    if (waiting.size === 0 && !isClosing) worker.unref();
    if (promise) act(promise);
  };
  const fail = (error: unknown): void => {
    failure ??= error;
    for (const step of [...waiting.keys()]) settle(step, ({ reject }) => reject(failure));
  };
  worker.on('message', (reply: BatchReply) => {
    if ('error' in reply) settle(reply.step, ({ reject }) => reject(reply.error));
    else settle(reply.step, ({ resolve }) => resolve(reply.batch));
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the batch worker has ended with code ${code}`)));
  worker.unref();

  return {
    prepare: (step) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        waiting.set(step, { resolve, reject });
        worker.ref();
        worker.postMessage(step);
      }),
    close: async () => {
      // The process must not end before the worker has.
      isClosing = true;
      worker.ref();
      await worker.terminate();
    },
  };
}

interface PromiseWithResolvers {
  resolve: (batch: TrainingBatch) => void;
  reject: (error: unknown) => void;
}
