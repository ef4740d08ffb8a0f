import type { EngineFiles } from './engine-files.ts';
import type { FromEngine, Progress, ToEngine } from './engine-message.ts';
import type { Examination } from './examination.ts';

/** A worker that examines one photo at a time. */
export interface Engine {
  /**
   * @returns what was found, or a sentence that says why this photo cannot be examined
   * @throws EngineStoppedError when it was stopped meanwhile; Error when it ended by itself
   */
  examine(
    photo: File,
    onProgress: (progress: Progress) => void,
  ): Promise<{ examination: Examination } | { failure: string }>;
  /** Ends the worker at once, and with it all memory that it took. */
  stop(): void;
}

/** The engine was stopped while it worked. */
export class EngineStoppedError extends Error {
  override readonly name = 'EngineStoppedError';
}

/**
 * Starts a worker. Its script comes from a `blob:` address, since such a worker is bound by this
 * page's Content-Security-Policy; one from a file would be bound by the headers of its server.
 */
export function startEngine({ script, wasm, model }: EngineFiles): Engine {
  const url = URL.createObjectURL(script);
  const worker = new Worker(url, { type: 'module', name: 'exifclip' });
  let fail: (error: Error) => void = () => {};
  const tell = (message: ToEngine) => worker.postMessage(message);
  tell({ kind: 'open', wasm, model });
  return {
    examine: (photo, onProgress) =>
      new Promise((resolve, reject) => {
        fail = reject;
        worker.onerror = (event) => {
          event.preventDefault();
          reject(new Error(event.message || 'The analysis ended, perhaps for want of memory.'));
        };
        worker.onmessage = ({ data }: MessageEvent<FromEngine>) => {
          if (data.kind === 'progress') onProgress(data.progress);
          else if (data.kind === 'done') resolve({ examination: data.examination });
          else resolve({ failure: data.message });
        };
        tell({ kind: 'examine', photo });
      }),
    stop() {
      worker.terminate();
      URL.revokeObjectURL(url);
      fail(new EngineStoppedError('stopped'));
    },
  };
}
