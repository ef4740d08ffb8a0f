import { loadModel, type Model } from '@exifclip/models';
import { createProgress } from './progress.ts';

/** Opens the model of a `--model`; what has to be fetched from the hub is told of. */
export function openModel(source: string, options: { signal?: AbortSignal } = {}): Promise<Model> {
  const progress = createProgress();
  const onProgress = (file: string, done: number, total: number): void => {
    progress.update(done, total, `bytes of ${file}`);
    if (done === total) progress.clear();
  };
  return loadModel(source, { ...options, hub: { onProgress } });
}
