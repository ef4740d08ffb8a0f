import * as tf from '@tensorflow/tfjs-core';
import { describeParity } from '../../test/describe-parity.ts';
import { parity } from '../../test/parity.ts';
import { batchNormRecorders } from './batch-norm.ts';
import { matMulRecorders } from './mat-mul.ts';

const values = { gradients: false };
const activations = ['linear', 'relu', 'relu6', 'elu', 'leakyrelu', 'sigmoid'] as const;

describeParity('matrix products', matMulRecorders, [
  ...[false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) =>
      parity(
        `\`matMul\` with a ${transposeA ? 'turned' : 'straight'}, b ${transposeB ? 'turned' : 'straight'}`,
        [
          transposeA ? [7, 5] : [5, 7],
          transposeB ? [3, 7] : [7, 3],
          transposeA ? [2, 7, 5] : [2, 5, 7],
          transposeB ? [2, 3, 7] : [2, 7, 3],
        ],
        (a, b, c, d) => [
          tf.matMul(a, b, transposeA, transposeB),
          tf.matMul(c, d, transposeA, transposeB),
        ],
      ),
    ),
  ),
  parity(
    '`matMul` of batches that are broadcast',
    [
      [1, 5, 7],
      [3, 7, 4],
    ],
    (a, b) => tf.matMul(a, b),
    { gradients: false },
  ),
  parity(
    '`matMul` of a row and a column',
    [
      [1, 7],
      [7, 1],
    ],
    (a, b) => tf.matMul(a, b),
  ),
  parity('`dot` and `outerProduct`', [[5], [5]], (a, b) => [
    tf.dot(a, b),
    tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  ]),
  ...activations.map((activation) =>
    parity(`fused \`matMul\` with bias and ${activation}`, [[5, 7], [7, 3], [3]], (a, b, bias) =>
      tf.fused.matMul({ a, b, bias, activation }),
    ),
  ),
  parity(
    'fused `matMul` with a learnt slope',
    [[5, 7], [7, 3], [3]],
    (a, b, slopes) =>
      tf.fused.matMul({ a, b, activation: 'prelu', preluActivationWeights: slopes }),
    { gradients: false },
  ),
  parity(
    '`einsum`',
    [
      [2, 5, 7],
      [2, 7, 3],
    ],
    (a, b) => [tf.einsum('bij,bjk->bik', a, b), tf.einsum('bij,bjk->ki', a, b)],
    { gradients: false },
  ),
]);

const image = [2, 5, 4, 3];

describeParity('batch norm', batchNormRecorders, [
  parity('`batchNorm` by the batch statistics', [image, [3], [3]], (x, scale, offset) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return tf.batchNorm(x, mean, variance, offset as tf.Tensor1D, scale as tf.Tensor1D, 1e-3);
  }),
  parity(
    '`batchNorm` by given statistics, without scale or offset',
    [image, [3], [3]],
    (x, mean, variance) => tf.batchNorm(x, mean as tf.Tensor1D, tf.abs(variance as tf.Tensor1D)),
    values,
  ),
  parity(
    '`batchNorm` of what a convolution made',
    [image, [3, 3, 3, 4], [4], [4]],
    (x, w, m, v) => {
      const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
      return tf.batchNorm(
        y,
        m as tf.Tensor1D,
        tf.square(v as tf.Tensor1D),
        undefined,
        undefined,
        1e-2,
      );
    },
    values,
  ),
]);
