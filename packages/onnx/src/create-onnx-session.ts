import { loadRuntime } from '#load-runtime';
import { OnnxLoadError } from './onnx-load-error.ts';
import type { OnnxSession } from './onnx-session.ts';
import type { InferenceSession, RuntimeName, Tensor } from './runtime.ts';
import type { TensorData, TensorValue } from './tensor-value.ts';
import { toFeeds } from './to-feeds.ts';

export interface OnnxSessionOptions {
  /** One build of ONNX Runtime and no other. @defaultValue native in Node, else WebAssembly */
  runtime?: RuntimeName;
  /** Execution providers by ONNX Runtime's names, in order. @defaultValue `['cpu']` or `['wasm']` */
  providers?: readonly string[];
  /**
   * Threads for one operator; 0 lets ONNX Runtime choose. The WebAssembly build has one pool of
   * threads for all sessions, and the first session decides.
   * @defaultValue 0
   */
  threads?: number;
  /** Whether idle threads spin, which is fastest when nothing else runs. @defaultValue true */
  spinning?: boolean;
  /** What the model is called in errors. @defaultValue `'model'` */
  name?: string;
  /** Told, by each session, why a faster build was passed over. @defaultValue console.warn */
  onFallback?: (reason: string) => void;
}

/**
 * Loads an ONNX graph.
 *
 * @param model the bytes of an .onnx file
 * @throws OnnxLoadError when the bytes are no graph that ONNX Runtime takes
 * @throws Error when no build of ONNX Runtime can be loaded
 */
export async function createOnnxSession(
  model: Uint8Array,
  options: OnnxSessionOptions = {},
): Promise<OnnxSession> {
  const { name = 'model', threads = 0, onFallback = console.warn } = options;
  const { ort, name: runtime, fallbackReason } = await loadRuntime(options.runtime);
  if (fallbackReason !== undefined) onFallback(fallbackReason);
  if (runtime === 'onnxruntime-web' && threads > 0) ort.env.wasm.numThreads = threads;
  const session = await ort.InferenceSession.create(model, sessionOptions(options, runtime)).catch(
    (cause: unknown) => {
      throw new OnnxLoadError(name, { cause });
    },
  );
  let disposed = false;
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    runtime,
    ...(fallbackReason === undefined ? {} : { fallbackReason }),
    async run(inputs, { signal } = {}) {
      if (disposed) throw new Error(`${name}: run was called after dispose`);
      signal?.throwIfAborted();
      return toValues(await session.run(toFeeds(ort, session, inputs, name)));
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      await session.release();
    },
  };
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
  const values: Record<string, TensorValue> = {};
  for (const [key, output] of Object.entries(outputs)) {
    const tensor = output as Tensor;
    values[key] = { data: tensor.data as TensorData, shape: tensor.dims };
  }
  return values;
}
