import type { EngineFiles } from './engine-files.ts';
import type { FromEngine, Progress, ToEngine } from './engine-message.ts';
import type { Examination } from './examination.ts';

/** A worker that examines one photo at a time. */
export interface Engine {
  /**
   * @returns what was found, or a sentence that says why this photo cannot be examined
   * @throws EngineStoppedError when it was stopped meanwhile; Error when it ended by itself
   */
  examine(photo: File, onProgress: (progress: Progress) => void): Promise<Found>;
  /** Ends the worker at once, and with it all memory that it took. */
  stop(): void;
}

/** What came of a photo. */
export type Found = { examination: Examination } | { failure: string };

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
  let job: Job | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => {
    if (data.kind === 'progress') job?.onProgress(data.progress);
    else if (data.kind === 'done') job?.resolve({ examination: data.examination });
    else job?.resolve({ failure: data.message });
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    job?.reject(new Error(event.message || 'The analysis ended, perhaps for want of memory.'));
  });
  const tell = (message: ToEngine) => worker.postMessage(message);
  tell({ kind: 'open', wasm, model });
  return {
    examine: (photo, onProgress) =>
      new Promise((resolve, reject) => {
        job = { onProgress, resolve, reject };
        tell({ kind: 'examine', photo });
      }),
    stop() {
      worker.terminate();
      URL.revokeObjectURL(url);
      job?.reject(new EngineStoppedError('stopped'));
    },
  };
}

/** The photo that the worker has in hand. */
interface Job {
  onProgress(progress: Progress): void;
  resolve(found: Found): void;
  reject(error: Error): void;
}
