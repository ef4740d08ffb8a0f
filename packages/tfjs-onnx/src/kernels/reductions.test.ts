import * as tf from '@tensorflow/tfjs-core';
import { describeParity } from '../../test/describe-parity.ts';
import { parity } from '../../test/parity.ts';
import { cumulativeRecorders } from './cumulative.ts';
import { reductionRecorders } from './reductions.ts';

const image = [2, 5, 4, 3];
const integers = { data: Int32Array.of(-7, -3, 0, 2, 5, 9), shape: [2, 3] };
const axes: readonly (readonly [string, number | number[] | undefined])[] = [
  ['all axes', undefined],
  ['pixels', [1, 2]],
  ['batch and pixels', [0, 1, 2]],
  ['channels', -1],
  ['the batch', 0],
];
const values = { gradients: false };

describeParity('reductions', reductionRecorders, [
  ...axes.flatMap(([what, axis]) =>
    [false, true].map((keepDims) =>
      parity(
        `\`sum\`, \`mean\`, \`max\` and \`min\` over ${what}${keepDims ? ', kept' : ''}`,
        [image],
        (x) => [
          tf.sum(x, axis, keepDims),
          tf.mean(x, axis, keepDims),
          tf.max(x, axis, keepDims),
          tf.min(x, axis, keepDims),
        ],
      ),
    ),
  ),
  ...axes.map(([what, axis]) =>
    parity(`sums over ${what} of what a convolution made`, [image, [1, 1, 3, 4]], (x, w) => {
      const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
      return [tf.sum(y, axis), tf.mean(y, axis, true)];
    }),
  ),
  parity('`prod`', [[4, 5]], (x) => [tf.prod(x, 1), tf.prod(tf.add(x, 2))], values),
  parity('reductions of what is broadcast and not yet written out', [[3]], (x) => {
    const wide = tf.broadcastTo(tf.reshape(x, [1, 1, 1, 3]), [2, 5, 4, 3]);
    return [tf.sum(wide, [0, 1]), tf.mean(wide, [1, 2]), tf.max(wide, 0), tf.sum(wide)];
  }),
  parity(
    '`prod` of what is broadcast and not yet written out',
    [[1, 3]],
    (x) => tf.prod(tf.broadcastTo(x, [4, 3]), 0),
    values,
  ),
  parity(
    'sums, means and extremes of integers',
    [integers],
    (x) => [
      tf.sum(x),
      tf.sum(tf.broadcastTo(tf.reshape(x, [1, 2, 3]), [4, 2, 3]), 0),
      tf.mean(x, 1),
      tf.max(x, 1),
      tf.min(x),
      tf.prod(x, 0),
    ],
    values,
  ),
  parity(
    '`all` and `any`',
    [[4, 3]],
    (x) => [
      tf.all(tf.greater(x, -0.5), 1),
      tf.any(tf.greater(x, 0.5), 0, true),
      tf.any(tf.less(x, -2)),
    ],
    values,
  ),
  parity(
    'the sum of booleans counts them',
    [image],
    (x) => tf.sum(tf.greater(x, 0), [1, 2]),
    values,
  ),
  parity(
    '`argMax` and `argMin`',
    [image],
    (x) => [tf.argMax(x, -1), tf.argMin(x, 1), tf.argMax(tf.reshape(x, [-1]))],
    values,
  ),
  parity(
    'of equal values `argMax` takes the first',
    [[3]],
    (x) => tf.argMax(tf.mul(tf.tile(tf.reshape(x, [1, 3]), [2, 2]), 0), 1),
    values,
  ),
  parity('`moments`', [image], (x) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return [mean, variance];
  }),
  parity('`logSumExp` and `norm`', [[5, 7]], (x) => [tf.logSumExp(x, -1), tf.norm(x, 2, -1, true)]),
  parity('a scalar reduced is itself', [[]], (x) => [tf.sum(x), tf.mean(x), tf.max(x)]),
  parity(
    'sums over nothing are 0, and of nothing are empty',
    [[2, 0, 3]],
    (x) => [tf.sum(x, 1), tf.sum(x, 0), tf.sum(x)],
    values,
  ),
]);

describeParity('cumulative sums', cumulativeRecorders, [
  parity('`cumsum`', [[5, 7]], (x) => tf.cumsum(x, 1)),
  parity('`cumsum`, exclusive and in reverse', [[5, 7]], (x) => [
    tf.cumsum(x, 1, true),
    tf.cumsum(x, 1, false, true),
  ]),
  // tfjs fails to take the gradient along any axis but the last.
  parity('`cumsum` along the first axis', [[5, 7]], (x) => tf.cumsum(x, 0), values),
]);
