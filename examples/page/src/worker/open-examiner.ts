import { createPixelReader, loadModel, type Model, type PixelReader } from '@exifclip/models';
import { createSpliceDetector, type SpliceDetector } from '@exifclip/splice';
import type { EngineFiles } from '../engine/engine-files.ts';

/** What examines photos. It is never disposed: it ends with its worker. */
export interface Examiner {
  detector: SpliceDetector;
  reader: PixelReader;
}

/**
 * Loads the model, from memory.
 *
 * @throws OnnxLoadError, ModelFolderError when a file is not what it should be
 */
export async function openExaminer({
  wasm,
  model: blobs,
}: Pick<EngineFiles, 'wasm' | 'model'>): Promise<Examiner> {
  const model = await loadModel({
    location: 'model',
    read: async (file) => new Uint8Array((await blobs[file]?.arrayBuffer()) ?? []),
  });
  // Threads need a site that is isolated from all others by its server's headers.
  const threads = globalThis.crossOriginIsolated ? 0 : 1;
  const session = { threads, importWeb: () => importRuntime(wasm) };
  const encoder = await model.patchEncoder(session);
  const shared: Model = { ...model, patchEncoder: async () => encoder };
  return {
    detector: await createSpliceDetector({ model: shared }),
    reader: await createPixelReader({ model: shared, session }),
  };
}

/** ONNX Runtime with its WebAssembly in hand, so that it fetches none. */
async function importRuntime(wasm: Blob): Promise<unknown> {
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmBinary ??= await wasm.arrayBuffer();
  return runtime;
}
