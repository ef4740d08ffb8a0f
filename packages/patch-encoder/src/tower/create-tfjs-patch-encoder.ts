import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { assertPatchShape } from '../assert-patch-shape.ts';
import type { PatchEncoder } from '../patch-encoder.ts';
import type { ImageTower } from './image-tower.ts';

export interface TfjsPatchEncoderOptions {
  /** What the encoder is called in reports. */
  id: string;
  /** Length of an embedding. */
  dim: number;
  /** Side of a patch in pixels. */
  patchSize: number;
}

/**
 * A patch encoder that runs a tower on tfjs's current backend: for towers still in training, and
 * where ONNX Runtime is not wanted (an exported tower is several times faster on a CPU).
 *
 * The parameters stay the caller's: `dispose` does not free them, and what training does to them
 * must be done by a new encoder.
 *
 * @param tower for a `resNetTower` of other than the default sizes, a function that passes them
 * @throws (from `encode`) TypeError when the tower's embeddings are not of length `dim`
 */
export function createTfjsPatchEncoder(
  tower: ImageTower,
  parameters: Parameters,
  { id, dim, patchSize }: TfjsPatchEncoderOptions,
): PatchEncoder {
  let disposed = false;
  return {
    id,
    dim,
    patchSize,
    async encode(patches, { signal } = {}) {
      if (disposed) throw new Error(`${id}: encode was called after dispose`);
      assertPatchShape(patches, { id, side: patchSize, what: 'patches' });
      signal?.throwIfAborted();
      const [count = 0] = patches.shape;
      if (count === 0) return { data: new Float32Array(0), shape: [0, dim] };
      const embeddings = tf.tidy(() => {
        const levels = tf.tensor4d(patches.data, [count, patchSize, patchSize, 3], 'int32');
        return tower(parameters, levels).embeddings;
      });
      try {
        if (embeddings.shape[1] === dim) {
          return { data: await embeddings.data<'float32'>(), shape: [count, dim] };
        }
        throw new TypeError(
          `${id}: expected a tower of embeddings [n, ${dim}], got [${embeddings.shape}]`,
        );
      } finally {
        embeddings.dispose();
      }
    },
    async dispose() {
      disposed = true;
    },
  };
}
