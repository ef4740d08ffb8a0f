import * as tf from '@tensorflow/tfjs-core';
import { describeParity } from '../../test/describe-parity.ts';
import { parity } from '../../test/parity.ts';
import { convolutionRecorders } from './convolution.ts';
import { depthwiseRecorders } from './depthwise.ts';
import { poolingRecorders } from './pooling.ts';
import { resizeRecorders } from './resize.ts';

const image = [2, 9, 8, 4];
const square = [2, 8, 8, 4];
const values = { gradients: false };
type Image = tf.Tensor4D;
type Pad = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
type Rounding = 'floor' | 'ceil';

const explicit: Pad = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
];
const shapes: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 3],
  [3, 3],
  [7, 7],
];
const pads: readonly Pad[] = ['same', 'valid', 1, explicit];
const described = (pad: Pad) => (typeof pad === 'object' ? 'explicit' : `${pad}`);
const fits = ([height, width]: readonly [number, number], pad: Pad) =>
  pad !== 1 || (height > 1 && width > 1);

describeParity('convolutions', convolutionRecorders, [
  ...shapes.flatMap((size) =>
    [1, 2, 3].flatMap((stride) =>
      pads
        .filter((pad) => fits(size, pad))
        .map((pad) =>
          parity(
            `\`conv2d\` ${size.join('×')}, stride ${stride}, ${described(pad)} padding`,
            [image, [...size, 4, 6]],
            (x: Image, w: Image) =>
              tf.conv2d(
                x,
                w,
                stride,
                pad,
                'NHWC',
                1,
                typeof pad === 'number' ? 'floor' : undefined,
              ),
          ),
        ),
    ),
  ),
  parity('`conv2d` with unequal strides', [image, [3, 3, 4, 6]], (x: Image, w: Image) =>
    tf.conv2d(x, w, [1, 2], 'same'),
  ),
  parity(
    '`conv2d` with a padding wider than its filter',
    [image, [1, 1, 4, 6]],
    (x: Image, w: Image) =>
      tf.conv2d(x, w, 1, [
        [0, 0],
        [2, 1],
        [0, 3],
        [0, 0],
      ]),
  ),
  parity(
    '`conv2d` rounding its size up',
    [image, [3, 3, 4, 6]],
    (x: Image, w: Image) => tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'ceil'),
    values,
  ),
  parity(
    '`conv2d` with holes',
    [image, [3, 3, 4, 6]],
    (x: Image, w: Image) => tf.conv2d(x, w, 1, 'same', 'NHWC', 2),
    values,
  ),
  parity(
    '`conv2d` of one channel, one pixel and one image',
    [
      [1, 1, 1, 1],
      [3, 3, 1, 1],
    ],
    (x: Image, w: Image) => tf.conv2d(x, w, 1, 'same'),
  ),
  parity(
    '`conv1d`',
    [
      [2, 9, 4],
      [3, 4, 6],
    ],
    (x: tf.Tensor3D, w: tf.Tensor3D) => tf.conv1d(x, w, 2, 'same'),
  ),
  parity(
    '`conv2dTranspose`',
    [
      [2, 5, 4, 6],
      [3, 3, 4, 6],
    ],
    (x: Image, w: Image) => tf.conv2dTranspose(x, w, [2, 10, 8, 4], 2, 'same'),
  ),
  ...(['linear', 'relu', 'relu6', 'elu', 'leakyrelu', 'sigmoid'] as const).map((activation) =>
    parity(
      `fused \`conv2d\` with bias and ${activation}`,
      [image, [3, 3, 4, 6], [6]],
      (x: Image, filter: Image, bias: Image) =>
        tf.fused.conv2d({
          x,
          filter,
          strides: 2,
          pad: 'same',
          bias,
          activation,
          leakyreluAlpha: 0.1,
        }),
    ),
  ),
  parity(
    'fused `conv2d` with a learnt slope a channel',
    [image, [3, 3, 4, 6], [6]],
    (x: Image, filter: Image, preluActivationWeights: Image) =>
      tf.fused.conv2d({
        x,
        filter,
        strides: 1,
        pad: 'same',
        activation: 'prelu',
        preluActivationWeights,
      }),
    values,
  ),
]);

describeParity('depthwise convolutions', depthwiseRecorders, [
  ...[1, 2].flatMap((multiplier) =>
    [1, 2, 3].flatMap((stride) =>
      (['same', 'valid'] as const).map((pad) =>
        parity(
          `\`depthwiseConv2d\` 3×3, multiplier ${multiplier}, stride ${stride}, ${pad} padding`,
          [image, [3, 3, 4, multiplier]],
          (x: Image, w: Image) => tf.depthwiseConv2d(x, w, stride, pad),
        ),
      ),
    ),
  ),
  parity(
    '`depthwiseConv2d` 2×5 with explicit padding',
    [image, [2, 5, 4, 1]],
    (x: Image, w: Image) => tf.depthwiseConv2d(x, w, 1, 2, 'NHWC', 1, 'floor'),
  ),
  parity(
    '`depthwiseConv2d` with holes',
    [image, [3, 3, 4, 2]],
    (x: Image, w: Image) => tf.depthwiseConv2d(x, w, 1, 'same', 'NHWC', 2),
    values,
  ),
  parity(
    '`separableConv2d`',
    [image, [3, 3, 4, 1], [1, 1, 4, 5]],
    (x: Image, depth: Image, point: Image) => tf.separableConv2d(x, depth, point, 1, 'same'),
  ),
  parity(
    'fused `depthwiseConv2d` with bias and relu',
    [image, [3, 3, 4, 1], [4]],
    (x: Image, filter: Image, bias: Image) =>
      tf.fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'same', bias, activation: 'relu' }),
    values,
  ),
]);

const poolings: readonly (readonly [number, number, 'same' | 'valid' | 0 | 1, Rounding?])[] = [
  [2, 2, 'valid'],
  [2, 2, 'same'],
  [3, 1, 'same'],
  [3, 1, 'valid'],
  [3, 2, 'same'],
  [3, 2, 1, 'floor'],
  [2, 3, 'valid'],
];

describeParity('poolings', poolingRecorders, [
  ...poolings.map(([size, stride, pad, rounding]) =>
    parity(`\`maxPool\` ${size}×${size}, stride ${stride}, ${pad} padding`, [image], (x: Image) =>
      tf.maxPool(x, size, stride, pad, rounding),
    ),
  ),
  ...poolings.map(([size, stride, pad, rounding]) =>
    parity(
      `\`avgPool\` ${size}×${size}, stride ${stride}, ${pad} padding`,
      [image],
      (x: Image) => tf.avgPool(x, size, stride, pad, rounding),
      // Where windows hang over the edge, tfjs's gradient is not that of its forward pass.
      { gradients: pad === 'valid' },
    ),
  ),
  parity('of equal pixels the first is the largest', [image], (x: Image) =>
    tf.maxPool(tf.relu(tf.round(x)), 3, 2, 'same'),
  ),
  parity(
    '`maxPool` rounding its size up',
    [image],
    (x: Image) => tf.maxPool(x, 2, 2, 0, 'ceil'),
    values,
  ),
  parity('pooling of a whole image', [image], (x: Image) => [
    tf.avgPool(x, [9, 8], 1, 'valid'),
    tf.maxPool(x, [9, 8], 1, 'valid'),
  ]),
]);

describeParity('resizes', resizeRecorders, [
  ...(
    [
      [18, 16],
      [5, 3],
      [1, 1],
      [9, 11],
    ] as const
  ).flatMap((size) =>
    (
      [
        [false, false],
        [true, false],
        [false, true],
      ] as const
    ).map(([align, half]) =>
      parity(
        `resizes to ${size.join('×')}${align ? ', corners aligned' : ''}${half ? ', by pixel centres' : ''}`,
        [image],
        (x: Image) => [
          tf.image.resizeBilinear(x, [...size], align, half),
          tf.image.resizeNearestNeighbor(x, [...size], align, half),
        ],
        values,
      ),
    ),
  ),
  ...(
    [
      [18, 16],
      [5, 3],
    ] as const
  ).flatMap((size) =>
    [false, true].map((align) =>
      parity(
        `the gradient of a bilinear resize to ${size.join('×')}${align ? ', corners aligned' : ''}`,
        [square],
        (x: Image) => tf.image.resizeBilinear(x, [...size], align),
      ),
    ),
  ),
]);
