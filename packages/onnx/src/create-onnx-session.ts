import { openInWorker } from '#open-in-worker';
import type { OnnxSession } from './onnx-session.ts';
import type { OnnxSessionOptions } from './onnx-session-options.ts';
import { openSession } from './open-session.ts';

/**
 * Loads an ONNX graph.
 *
 * @param model the bytes of an .onnx file
 * @throws OnnxLoadError when the bytes are no graph that ONNX Runtime takes
 * @throws Error when no build of ONNX Runtime can be loaded
 */
export function createOnnxSession(
  model: Uint8Array,
  options: OnnxSessionOptions = {},
): Promise<OnnxSession> {
  return options.worker ? openInWorker(model, options) : openSession(model, options);
}
