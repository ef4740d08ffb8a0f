import * as tf from '@tensorflow/tfjs-core';
import { describeParity } from '../../test/describe-parity.ts';
import { parity } from '../../test/parity.ts';
import { gatherRecorders } from './gather.ts';
import { joinRecorders } from './join.ts';
import { padRecorders } from './pad.ts';
import { shapeRecorders } from './shapes.ts';
import { sliceRecorders } from './slice.ts';

const image = [2, 9, 8, 4];
const filter = [3, 3, 4, 6];
const convolve = (x: tf.Tensor4D, w: tf.Tensor4D) => tf.conv2d(x, w, 1, 'same');
const values = { gradients: false };

describeParity('reshapes', shapeRecorders, [
  parity('`reshape` with an extent left open', [[4, 6]], (x) => tf.reshape(x, [2, -1, 3])),
  parity(
    '`reshape` of what a convolution made',
    [image, filter],
    (x: tf.Tensor4D, w: tf.Tensor4D) => tf.reshape(convolve(x, w), [2, 72, 6]),
  ),
  parity(
    '`reshape` of nothing',
    [[0, 4]],
    (x) => [tf.reshape(x, [4, 0]), tf.reshape(x, [2, 0, 2])],
    values,
  ),
  parity('`reshape` of what is broadcast', [[1]], (x) =>
    tf.reshape(tf.broadcastTo(x, [6]), [2, 3]),
  ),
  parity('`expandDims` and `squeeze`', [[4, 6]], (x) => [
    tf.expandDims(x, 1),
    tf.expandDims(x, -1),
    tf.squeeze(tf.expandDims(x, 0)),
  ]),
  parity('`transpose`', [image], (x) => [
    tf.transpose(x, [0, 3, 1, 2]),
    tf.transpose(x),
    tf.transpose(tf.transpose(x, [3, 0, 2, 1]), [1, 2, 3, 0]),
  ]),
  parity('`broadcastTo`', [[7]], (x) => [
    tf.broadcastTo(x, [5, 7]),
    tf.broadcastTo(tf.reshape(x, [7, 1]), [2, 7, 3]),
  ]),
  parity('`tile`', [[2, 3]], (x) => tf.tile(x, [2, 3])),
  parity(
    '`depthToSpace`',
    [[2, 3, 4, 12]],
    (x: tf.Tensor4D) => tf.depthToSpace(x, 2, 'NHWC'),
    values,
  ),
]);

describeParity('slices', sliceRecorders, [
  parity('`slice`', [[4, 6]], (x) => [
    tf.slice(x, [1, 2], [2, 3]),
    tf.slice(x, 1),
    tf.slice(x, [0, 3], [-1, -1]),
    tf.slice(x, [0, 0], [4, 6]),
  ]),
  parity('`slice` of what a convolution made', [image, filter], (x: tf.Tensor4D, w: tf.Tensor4D) =>
    tf.slice(convolve(x, w), [0, 1, 2, 1], [2, 4, 3, -1]),
  ),
  parity('an empty `slice`', [[4, 6]], (x) => tf.slice(x, [1, 2], [0, 3]), values),
  parity(
    '`stridedSlice` in both directions',
    [[5, 7]],
    (x) => [
      tf.stridedSlice(x, [0, 1], [5, 7], [2, 3]),
      tf.stridedSlice(x, [4, 6], [0, 1], [-1, -2]),
      tf.stridedSlice(x, [-1, 0], [-6, 7], [-2, 1], 0, 1),
      tf.stridedSlice(x, [1, 0], [4, 0], [1, 1], 0, 2),
    ],
    values,
  ),
  parity('`reverse`', [image], (x) => [tf.reverse(x, [2]), tf.reverse(x, [0, -1]), tf.reverse(x)]),
  parity('`split` into equal and unequal parts', [[4, 6]], (x) => [
    ...tf.split(x, 3, 1),
    ...tf.split(x, [1, 3], 0),
  ]),
  parity(
    '`split` of the channels that a convolution made',
    [image, filter],
    (x: tf.Tensor4D, w: tf.Tensor4D) => tf.split(convolve(x, w), 2, 3),
  ),
  parity('`unstack`', [[2, 3, 4]], (x) => [...tf.unstack(x), ...tf.unstack(x, 2)]),
]);

describeParity('joins', joinRecorders, [
  parity(
    '`concat`',
    [
      [2, 3],
      [2, 5],
    ],
    (x, y) => [tf.concat([x, y], 1), tf.concat([x, tf.slice(y, [0, 1], [2, 3])], 0)],
  ),
  parity(
    '`concat` of channels, one part channels-first',
    [image, [2, 9, 8, 6], filter],
    (x, y, w) => tf.concat([convolve(x as tf.Tensor4D, w as tf.Tensor4D), y], 3),
  ),
  parity(
    '`concat` with empty parts',
    [
      [2, 3],
      [2, 0],
    ],
    (x, y) => [tf.concat([x, y], 1), tf.concat([y, y], 1)],
    values,
  ),
  parity(
    '`concat` of what is broadcast',
    [
      [1, 3],
      [2, 3],
    ],
    (x, y) => tf.concat([tf.broadcastTo(x, [2, 3]), y, tf.zerosLike(y)], 0),
  ),
  parity(
    '`stack`',
    [
      [2, 3],
      [2, 3],
    ],
    (x, y) => [tf.stack([x, y]), tf.stack([x, y], 2)],
  ),
]);

describeParity('pads', padRecorders, [
  parity('`pad`', [image], (x) =>
    tf.pad(
      x,
      [
        [0, 0],
        [1, 2],
        [0, 1],
        [0, 0],
      ],
      0.5,
    ),
  ),
  parity('`pad` of what a convolution made', [image, filter], (x: tf.Tensor4D, w: tf.Tensor4D) =>
    tf.pad(convolve(x, w), [
      [0, 1],
      [1, 2],
      [0, 1],
      [2, 0],
    ]),
  ),
  parity(
    '`pad` of integers and booleans',
    [{ data: Int32Array.of(3, 4), shape: [2] }],
    (x) => [tf.pad(x, [[1, 2]], 7), tf.pad(tf.greater(x, 3), [[1, 0]], 1)],
    values,
  ),
  parity(
    '`mirrorPad`, reflecting',
    [image],
    (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 2],
          [2, 1],
          [0, 0],
        ],
        'reflect',
      ),
    values,
  ),
]);

const rows = { data: Int32Array.of(1, 3, 3, 9, 0, 1), shape: [6] };
const pairs = { data: Int32Array.of(1, 2, 3, 3), shape: [2, 2] };

describeParity('gathers', gatherRecorders, [
  parity('`gather` of rows, some twice', [[10, 6], rows], (x, indices) => tf.gather(x, indices)),
  parity('`gather` of columns', [[4, 10], rows], (x, indices) => tf.gather(x, indices, 1)),
  parity('`gather` by a table of indices', [[5, 3, 2], pairs], (x, indices) =>
    tf.gather(x, indices),
  ),
  parity('`gather` by constant indices', [[10, 6]], (x) =>
    tf.gather(x, tf.tensor1d([2, 2, 7], 'int32')),
  ),
  parity('`unsortedSegmentSum`, a segment left empty', [[6, 3], rows], (x, ids) =>
    tf.unsortedSegmentSum(x, ids as tf.Tensor1D, 10),
  ),
  parity(
    '`gatherND`',
    [[10, 6], pairs],
    (x, indices) => [tf.gatherND(x, indices), tf.gatherND(x, tf.slice(indices, [0, 0], [2, 1]))],
    values,
  ),
  parity(
    '`oneHot`, with values of its own and out of range',
    [rows],
    (indices) => [
      tf.oneHot(indices, 10),
      tf.oneHot(indices, 5, 2, -1),
      tf.oneHot(indices, 10, 1, 0, 'int32'),
    ],
    values,
  ),
  parity('an embedding by `oneHot`', [[10, 6], rows], (x, indices) =>
    tf.matMul(tf.oneHot(indices, 10), x),
  ),
  parity(
    '`topk`',
    [[5, 7]],
    (x) => {
      const { values: largest, indices } = tf.topk(x, 3);
      return [largest, indices];
    },
    values,
  ),
]);
