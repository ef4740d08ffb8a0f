import { loadRuntime } from '#load-runtime';
import { OnnxLoadError } from './onnx-load-error.ts';
import type { OnnxSession } from './onnx-session.ts';
import type { OnnxSessionOptions } from './onnx-session-options.ts';
import type { InferenceSession, OrtModule, RuntimeName, Tensor } from './runtime.ts';
import { startLoop } from './start-loop.ts';
import type { TensorValue } from './tensor-value.ts';
import { toFeeds } from './to-feeds.ts';
import { toValue } from './to-value.ts';

/** Loads an ONNX graph in the thread of the caller; see `createOnnxSession`. */
export async function openSession(
  model: Uint8Array,
  options: OnnxSessionOptions = {},
): Promise<OnnxSession> {
  const { name = 'model', onFallback = console.warn, importWeb } = options;
  const imports = importWeb === undefined ? {} : { web: importWeb };
  const { ort, name: runtime, fallbackReason } = await loadRuntime(options.runtime, imports);
  if (fallbackReason !== undefined) onFallback(fallbackReason);
  if (runtime === 'onnxruntime-web') setUpWasm(ort, options);
  const session = await ort.InferenceSession.create(model, sessionOptions(options, runtime)).catch(
    (cause: unknown) => {
      throw new OnnxLoadError(name, { cause });
    },
  );
  let disposed = false;
  const assertUsable = (): void => {
    if (disposed) throw new Error(`${name}: run was called after dispose`);
  };
  const writesInPlace = runtime === 'onnxruntime-node';
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    runtime,
    ...(fallbackReason === undefined ? {} : { fallbackReason }),
    async run(inputs, { signal } = {}) {
      assertUsable();
      signal?.throwIfAborted();
      return toValues(await session.run(toFeeds(ort, session, inputs, name)));
    },
    async loop(start, successors) {
      assertUsable();
      return startLoop({ ort, session, name, writesInPlace, assertUsable }, start, successors);
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      await session.release();
    },
  };
}

function setUpWasm({ env }: OrtModule, { threads = 0, wasmUrl }: OnnxSessionOptions): void {
  if (threads > 0) env.wasm.numThreads = threads;
  // The file alone and not its folder, from which ONNX Runtime would import a script as well.
  if (wasmUrl !== undefined) env.wasm.wasmPaths = { wasm: wasmUrl };
}

function sessionOptions(
  { providers, threads = 0, spinning = true }: OnnxSessionOptions,
  runtime: RuntimeName,
): InferenceSession.SessionOptions {
  return {
    executionProviders: [...(providers ?? [runtime === 'onnxruntime-node' ? 'cpu' : 'wasm'])],
    ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    ...(spinning ? {} : { extra: { session: { intra_op: { allow_spinning: '0' } } } }),
  };
}

function toValues(outputs: InferenceSession.OnnxValueMapType): Record<string, TensorValue> {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, output]) => [key, toValue(output as Tensor)]),
  );
}
