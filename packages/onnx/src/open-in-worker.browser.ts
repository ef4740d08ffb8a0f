import { loadRuntime } from '#load-runtime';
import type { OnnxSession } from './onnx-session.ts';
import type { OnnxSessionOptions } from './onnx-session-options.ts';
import { openSession } from './open-session.ts';

/** Loads a graph in the worker that onnxruntime-web starts itself. */
export async function openInWorker(
  model: Uint8Array,
  options: OnnxSessionOptions,
): Promise<OnnxSession> {
  const { runtime, importWeb } = options;
  const { ort } = await loadRuntime(runtime, importWeb === undefined ? {} : { web: importWeb });
  ort.env.wasm.proxy = true;
  return openSession(model, options);
}
