import * as tf from '@tensorflow/tfjs-core';

/** Sums of the entries that share a segment id: the gradient of looking up embeddings. */
export const unsortedSegmentSum: tf.KernelFunc = ({ inputs, attrs }) =>
  tf.tidy(() => {
    const { x, segmentIds } = inputs as { x: tf.Tensor; segmentIds: tf.Tensor };
    const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
    const entry = x.shape.slice(segmentIds.rank);
    return tf.scatterND(
      tf.reshape(segmentIds, [segmentIds.size, 1]),
      tf.reshape(x, [segmentIds.size, ...entry]),
      [numSegments, ...entry],
    );
  });
