import type { DenseArray } from '@exifclip/image';
import type { Parameters } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { assertPatchShape } from '../assert-patch-shape.ts';
import type { FeatureEncoder } from '../feature-encoder.ts';
import type { ConvolutionalTower } from './convolutional-tower.ts';
import type { TfjsPatchEncoderOptions } from './create-tfjs-patch-encoder.ts';

export interface TfjsFeatureEncoderOptions extends TfjsPatchEncoderOptions {
  /** Side of the tiles, in pixels: a multiple of the tower's stride. */
  tileSize: number;
}

/**
 * A feature encoder that runs a tower on tfjs's current backend. The parameters stay the caller's.
 */
export function createTfjsFeatureEncoder(
  tower: ConvolutionalTower,
  parameters: Parameters,
  { id, dim, patchSize, tileSize }: TfjsFeatureEncoderOptions,
): FeatureEncoder {
  let disposed = false;
  const run = async (
    compute: () => tf.Tensor,
    signal: AbortSignal | undefined,
  ): Promise<DenseArray<Float32Array>> => {
    if (disposed) throw new Error(`${id}: used after dispose`);
    signal?.throwIfAborted();
    const result = tf.tidy(compute);
    try {
      return { data: await result.data<'float32'>(), shape: result.shape };
    } finally {
      result.dispose();
    }
  };
  return {
    id,
    dim,
    patchSize,
    tileSize,
    geometry: tower.geometry,
    async features(tiles, { signal } = {}) {
      assertPatchShape(tiles, { id, side: tileSize, what: 'tiles' });
      const shape = [tiles.shape[0]!, tileSize, tileSize, 3] as const;
      return run(
        () => tower.features(parameters, tf.tensor4d(tiles.data, [...shape], 'int32')),
        signal,
      );
    },
    async embed({ data, shape }, { signal } = {}) {
      return run(() => tower.embed(parameters, tf.tensor2d(data, [...shape] as never)), signal);
    },
    async dispose() {
      disposed = true;
    },
  };
}
