import type { Worker } from 'node:worker_threads';

/** A call on its way to a worker thread. */
export interface WorkerCall {
  id: number;
  method: string;
  args: readonly unknown[];
}

/** What came of it. */
export type WorkerReply = { id: number } & ({ result: unknown } | { error: unknown });

/** The methods of a worker thread, called from another. */
export interface WorkerCalls {
  call(method: string, ...args: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Numbers calls and their replies. An idle worker does not keep the process alive. */
export function workerCalls(worker: Worker): WorkerCalls {
  const waiting = new Map<
    number,
    { resolve(result: unknown): void; reject(error: unknown): void }
  >();
  let count = 0;
  let failure: unknown;

  const settle = (reply: WorkerReply): void => {
    const promise = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in reply) promise?.reject(reply.error);
    else promise?.resolve(reply.result);
  };
  const fail = (error: unknown): void => {
    failure ??= error;
    for (const id of [...waiting.keys()]) settle({ id, error: failure });
  };
  worker.on('message', settle);
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the session's worker has ended with code ${code}`)));
  worker.unref();
  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        const id = count++;
        waiting.set(id, { resolve, reject });
        worker.ref();
        try {
          worker.postMessage({ id, method, args } satisfies WorkerCall);
        } catch (error) {
          settle({ id, error });
        }
      }),
    async close() {
      await worker.terminate();
    },
  };
}
