import { parentPort, workerData } from 'node:worker_threads';
import { OnnxLoadError } from './onnx-load-error.ts';
import type { OnnxLoop } from './onnx-loop.ts';
import type { OnnxSession } from './onnx-session.ts';
import type { OnnxSessionOptions } from './onnx-session-options.ts';
import { openSession } from './open-session.ts';
import type { TensorValue } from './tensor-value.ts';
import type { WorkerCall } from './worker-calls.node.ts';

/** What the worker is started with. */
export interface WorkerStart {
  model: Uint8Array;
  options: OnnxSessionOptions;
}

/** What the caller's side needs to know of a session. */
export type SessionFacts = Pick<
  OnnxSession,
  'inputNames' | 'outputNames' | 'runtime' | 'fallbackReason'
>;

type Values = Record<string, TensorValue>;

// The entry of a worker thread that holds one session and answers calls.
const { model, options } = workerData as WorkerStart;
const loops: OnnxLoop[] = [];
let session: OnnxSession;

const methods = {
  async open(): Promise<SessionFacts | { loadFailure: unknown }> {
    try {
      session = await openSession(model, { ...options, onFallback: () => {} });
    } catch (error) {
      // The class of an error is lost between threads.
      if (error instanceof OnnxLoadError) return { loadFailure: error.cause };
      throw error;
    }
    const { inputNames, outputNames, runtime, fallbackReason } = session;
    const facts = { inputNames, outputNames, runtime };
    return fallbackReason === undefined ? facts : { ...facts, fallbackReason };
  },
  run: (inputs: Values) => session.run(inputs),
  async loop(start: Values, successors: Record<string, string>): Promise<number> {
    return loops.push(await session.loop(start, successors)) - 1;
  },
  loopRun: (loop: number, inputs: Values) => loops[loop]!.run(inputs),
  loopRead: (loop: number) => loops[loop]!.read(),
  loopDispose: (loop: number) => loops[loop]!.dispose(),
  dispose: () => session.dispose(),
};

parentPort?.on('message', ({ id, method, args }: WorkerCall) => {
  const answer = methods[method as keyof typeof methods] as (...args: unknown[]) => unknown;
  Promise.resolve(answer(...args)).then(
    (result) => parentPort?.postMessage({ id, result }),
    (error: unknown) => parentPort?.postMessage({ id, error }),
  );
});
