import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadTransformers } from '@exifclip/exif-text/frozen';
import type { FeatureSource } from './feature-source.ts';
import { meanState } from './mean-state.ts';

/**
 * Any vision model of transformers.js, on views as its own processor prepares them: its image
 * embedding, or else the mean of its last states.
 *
 * @param model id on the Hugging Face hub, or a folder with `config.json`,
 *   `preprocessor_config.json` and `onnx/model.onnx`
 * @throws PackageMissingError when transformers.js is not installed
 * @throws Error naming the model when it cannot be loaded
 */
export async function visionModelSource(
  model: string,
  { threads }: { threads: number },
): Promise<FeatureSource> {
  const { pipeline, RawImage } = await loadTransformers();
  const local = await isFolder(model);
  const extractor = await pipeline('image-feature-extraction', local ? resolve(model) : model, {
    dtype: 'fp32',
    local_files_only: local,
    session_options: threads > 0 ? { intraOpNumThreads: threads } : {},
  }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${model}: expected a vision model that transformers.js loads: ${reason}`, {
      cause,
    });
  });
  return {
    name: model,
    kind: 'vision model',
    async features({ data, width, height }, { signal } = {}) {
      signal?.throwIfAborted();
      const { data: states, dims } = await extractor(new RawImage(data, width, height, 3));
      return meanState(states as Float32Array, dims, model);
    },
    dispose: async () => {
      await extractor.dispose();
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
