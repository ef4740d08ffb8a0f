import { bagOfPieces, encodeBag } from '@exifclip/exif-text';
import type { FloatTensors } from './float-tensors.ts';
import type { TextEncoder } from './text-encoder.ts';
import type { BagEncoderConfig } from './text-encoder-config.ts';

/** A sentence encoder of the kind `bag`; it runs in plain JavaScript. */
export function createBagEncoder(
  weights: FloatTensors,
  { dim, buckets }: BagEncoderConfig & { dim: number },
): TextEncoder {
  return {
    dim,
    async encode(sentences, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      const embeddings = encodeBag(weights, bagOfPieces(sentences, { buckets }));
      onProgress?.(sentences.length, sentences.length);
      return embeddings;
    },
    dispose: async () => {},
  };
}
