import { Worker } from 'node:worker_threads';
import { OnnxLoadError } from './onnx-load-error.ts';
import type { OnnxLoop } from './onnx-loop.ts';
import type { OnnxSession } from './onnx-session.ts';
import type { OnnxSessionOptions } from './onnx-session-options.ts';
import { openSession } from './open-session.ts';
import type { SessionFacts, WorkerStart } from './session-worker.node.ts';
import { type WorkerCalls, workerCalls } from './worker-calls.node.ts';

/** The worker's script; sources have none, as a worker cannot be started from TypeScript. */
const builtEntry: URL | undefined = import.meta.url.endsWith('.ts')
  ? undefined
  : new URL('./session-worker.node.js', import.meta.url);

/**
 * Loads a graph in a worker thread, which ends when the session is disposed of.
 *
 * @param entry the worker's script; without one the session stays in the thread of the caller
 */
export async function openInWorker(
  model: Uint8Array,
  options: OnnxSessionOptions,
  entry: URL | undefined = builtEntry,
): Promise<OnnxSession> {
  if (entry === undefined) return openSession(model, options);
  // Functions cannot be sent to a worker.
  const { onFallback = console.warn, importWeb: _importWeb, worker: _worker, ...plain } = options;
  const workerData: WorkerStart = { model, options: plain };
  // Flags of the process, such as those of `node --eval`, would keep the worker from starting.
  const calls = workerCalls(new Worker(entry, { workerData, execArgv: [] }));
  const name = options.name ?? 'model';
  const facts = await factsOf(calls, name).catch(async (error: unknown) => {
    await calls.close();
    throw error;
  });
  if (facts.fallbackReason !== undefined) onFallback(facts.fallbackReason);
  return sessionOf(calls, facts, name);
}

async function factsOf(calls: WorkerCalls, name: string): Promise<SessionFacts> {
  const facts = (await calls.call('open')) as SessionFacts | { loadFailure: unknown };
  if ('loadFailure' in facts) throw new OnnxLoadError(name, { cause: facts.loadFailure });
  return facts;
}

function sessionOf(calls: WorkerCalls, facts: SessionFacts, name: string): OnnxSession {
  let disposed = false;
  const call = <T>(method: string, ...args: unknown[]): Promise<T> => {
    if (disposed) return Promise.reject(new Error(`${name}: run was called after dispose`));
    return calls.call(method, ...args) as Promise<T>;
  };
  return {
    ...facts,
    async run(inputs, { signal } = {}) {
      signal?.throwIfAborted();
      return call('run', inputs);
    },
    async loop(start, successors): Promise<OnnxLoop> {
      const loop = await call<number>('loop', start, successors);
      return {
        run: (inputs) => call('loopRun', loop, inputs),
        read: () => call('loopRead', loop),
        dispose: () => call('loopDispose', loop),
      };
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      await calls.call('dispose');
      await calls.close();
    },
  };
}
