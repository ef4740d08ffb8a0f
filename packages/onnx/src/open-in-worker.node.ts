import { Worker } from 'node:worker_threads';
import { OnnxLoadError } from './onnx-load-error.ts';
import type { OnnxLoop } from './onnx-loop.ts';
import type { OnnxSession } from './onnx-session.ts';
import type { OnnxSessionOptions } from './onnx-session-options.ts';
import { openSession } from './open-session.ts';
import type { SessionFacts, WorkerStart } from './session-worker.node.ts';
import { type WorkerCalls, workerCalls } from './worker-calls.node.ts';

/**
 * Loads a graph in a worker thread, which ends when the session is disposed of.
 *
 * @param entry the worker's script; a worker cannot be started from TypeScript sources, so those
 * stay in the thread of the caller unless they are given a built one
 */
export async function openInWorker(
  model: Uint8Array,
  options: OnnxSessionOptions,
  entry: URL = new URL('./session-worker.node.js', import.meta.url),
): Promise<OnnxSession> {
  const isSource = import.meta.url.endsWith('.ts');
  if (isSource && entry.href.startsWith(new URL('.', import.meta.url).href)) {
    return openSession(model, options);
  }
  // Functions cannot be sent to a worker.
  const { onFallback = console.warn, importWeb: _importWeb, worker: _worker, ...plain } = options;
  const workerData: WorkerStart = { model, options: plain };
  // Flags of the process, such as those of `node --eval`, would keep the worker from starting.
  const calls = workerCalls(new Worker(entry, { workerData, execArgv: [] }));
  const facts = (await calls.call('open')) as SessionFacts | { loadFailure: unknown };
  if ('loadFailure' in facts) {
    await calls.close();
    throw new OnnxLoadError(options.name ?? 'model', { cause: facts.loadFailure });
  }
  if (facts.fallbackReason !== undefined) onFallback(facts.fallbackReason);
  return sessionOf(calls, facts, options.name ?? 'model');
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
      await call('dispose');
      disposed = true;
      await calls.close();
    },
  };
}
