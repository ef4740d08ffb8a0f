import * as tf from '@tensorflow/tfjs-core';
import { describeParity } from '../../test/describe-parity.ts';
import { parity } from '../../test/parity.ts';
import { activationRecorders } from './activations.ts';
import { binaryRecorders } from './binary.ts';
import { constantRecorders } from './constants.ts';
import { softmaxRecorders } from './softmax.ts';
import { unaryRecorders } from './unary.ts';

const image = [2, 5, 4, 3];
const odd = {
  data: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -2.5, 0, 3),
  shape: [6],
};
const integers = { data: Int32Array.of(-7, -3, 0, 2, 5, 9), shape: [2, 3] };
const divisors = { data: Int32Array.of(2, -2, 4), shape: [3] };

const smooth = ['cos', 'cosh', 'erf', 'exp', 'expm1', 'neg', 'sigmoid', 'sin', 'sinh', 'square'];
const smoothToo = [
  'tan',
  'tanh',
  'atan',
  'asinh',
  'abs',
  'relu',
  'relu6',
  'elu',
  'selu',
  'softplus',
];
const inside = ['acos', 'asin', 'atanh'];
const positive = ['log', 'log1p', 'reciprocal', 'rsqrt', 'sqrt'];
const steps = ['ceil', 'floor', 'round', 'sign', 'step'];

type Unary = (x: tf.Tensor) => tf.Tensor;
const operation = (name: string) => (tf as unknown as Record<string, Unary>)[name]!;
const unaryCase = (name: string, prepare: Unary) =>
  parity(`\`${name}\``, [image], (x) => operation(name)(prepare(x)));

describeParity('elementwise functions of one tensor', unaryRecorders, [
  ...[...smooth, ...smoothToo].map((name) => unaryCase(name, (x) => tf.mul(x, 3))),
  ...inside.map((name) => unaryCase(name, (x) => tf.mul(x, 0.9))),
  ...positive.map((name) => unaryCase(name, (x) => tf.add(tf.abs(x), 0.1))),
  ...steps.map((name) => unaryCase(name, (x) => tf.mul(x, 3))),
  parity('`acosh` above 1', [image], (x) => tf.acosh(tf.add(tf.abs(x), 1.1))),
  parity(
    '`round` takes halves to the even number',
    [[...[1]]],
    () => tf.round(tf.tensor1d([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5])),
    { gradients: false },
  ),
  parity('`clipByValue`', [image], (x) => tf.clipByValue(x, -0.5, 0.25)),
  parity('`clone`', [image], (x) => tf.clone(x)),
  parity(
    '`cast` to integers and back cuts fractions off',
    [image],
    (x) => [tf.cast(tf.mul(x, 9), 'int32'), tf.cast(tf.cast(tf.mul(x, 9), 'bool'), 'float32')],
    { gradients: false },
  ),
  parity(
    '`isNaN`, `isInf`, `isFinite` and `logicalNot` of them',
    [odd],
    (x) => [tf.isNaN(x), tf.isInf(x), tf.isFinite(x), tf.logicalNot(tf.isNaN(x))],
    { gradients: false },
  ),
  parity(
    'NaN and infinity through `relu`, `abs`, `neg`, `exp` and `add`',
    [odd],
    (x) => [tf.abs(x), tf.neg(x), tf.exp(x), tf.add(x, 1), tf.maximum(x, 0)],
    { gradients: false },
  ),
  parity('a scalar', [[]], (x) => tf.exp(tf.mul(x, 3))),
  parity('an empty tensor', [[0, 3]], (x) => tf.exp(tf.add(x, 1)), { gradients: false }),
]);

describeParity('activations', activationRecorders, [
  parity('`relu`', [image], (x) => tf.relu(x)),
  parity('`relu6`', [image], (x) => tf.relu6(tf.mul(x, 9))),
  parity('`elu`', [image], (x) => tf.elu(x)),
  parity('`selu`', [image], (x) => tf.selu(x)),
  parity('`softplus`', [image], (x) => tf.softplus(x)),
  parity('`leakyRelu`', [image], (x) => tf.leakyRelu(x, 0.3)),
  parity('`prelu` with a slope a channel', [image, [3]], (x, alpha) => tf.prelu(x, alpha)),
  parity('`step` with a slope', [image], (x) => tf.step(x, 0.5)),
  parity('gelu by `erf`', [image], (x) =>
    tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2)))),
  ),
  parity('gelu by `tanh`', [image], (x) =>
    tf.mul(
      tf.mul(x, 0.5),
      tf.add(1, tf.tanh(tf.mul(0.79788, tf.add(x, tf.mul(0.044715, tf.pow(x, 3)))))),
    ),
  ),
  parity('silu', [image], (x) => tf.mul(x, tf.sigmoid(x))),
]);

const pairs: readonly (readonly [string, readonly number[], readonly number[]])[] = [
  ['of one shape', image, image],
  ['with a channel vector', image, [3]],
  ['with a scalar', [5, 7], []],
  ['of a column and a row', [5, 1], [7]],
  ['of ranks 2 and 4', [4, 3], image],
  ['with axes of extent 1 on either side', [2, 1, 4, 1], [5, 1, 3]],
  ['of rank 5', [2, 1, 3, 1, 2], [4, 1, 5, 1]],
];

describeParity('elementwise functions of two tensors', binaryRecorders, [
  ...pairs.map(([what, a, b]) =>
    parity(`arithmetic ${what}`, [a, b], (x, y) => [
      tf.add(x, y),
      tf.sub(x, y),
      tf.mul(x, y),
      tf.div(x, tf.add(y, 3)),
    ]),
  ),
  ...pairs.map(([what, a, b]) =>
    parity(
      `\`maximum\`, \`minimum\` and \`squaredDifference\` ${what}`,
      [a, b],
      (x, y) => [tf.maximum(x, y), tf.minimum(x, y), tf.squaredDifference(x, y)],
      // tfjs has their gradients for equal shapes only.
      { gradients: a === b },
    ),
  ),
  ...pairs.map(([what, a, b]) =>
    parity(
      `comparisons ${what}`,
      [a, b],
      (x, y) => [
        tf.greater(x, y),
        tf.greaterEqual(x, y),
        tf.less(x, y),
        tf.lessEqual(x, y),
        tf.equal(tf.round(x), tf.round(y)),
        tf.notEqual(tf.round(x), tf.round(y)),
        tf.logicalAnd(tf.greater(x, 0), tf.less(y, 0)),
        tf.logicalOr(tf.greater(x, 0), tf.less(y, 0)),
      ],
      { gradients: false },
    ),
  ),
  parity('`pow` to a number and to a tensor', [image, image], (x, y) => [
    tf.pow(tf.abs(x), 1.7),
    tf.pow(tf.add(tf.abs(x), 0.1), y),
    tf.pow(x, 3),
  ]),
  parity('`where` with a condition of its own', [[2, 3], [2, 3], integers], (x, y, z) =>
    tf.where(tf.greater(z, 0), x, y),
  ),
  parity('`where` with a condition that is broadcast', [image, image, divisors], (x, y, z) =>
    tf.where(tf.greater(z, 0), x, y),
  ),
  parity(
    '`mod` and `floorDiv` of floats',
    [[5, 7], [7]],
    (x, y) => [tf.mod(tf.mul(x, 9), tf.add(y, 2)), tf.floorDiv(tf.mul(x, 9), tf.add(y, 2))],
    { gradients: false },
  ),
  parity(
    'arithmetic and comparisons of integers',
    [integers, divisors],
    (x, y) => [
      tf.add(x, y),
      tf.mul(x, y),
      tf.floorDiv(x, y),
      tf.mod(x, y),
      tf.maximum(x, y),
      tf.less(x, y),
      tf.where(tf.less(x, y), x, tf.zerosLike(x)),
      tf.square(x),
      tf.neg(x),
    ],
    { gradients: false },
  ),
  parity('`addN` of three', [image, image, image], (x, y, z) => tf.addN([x, y, z])),
  parity('adding 0, subtracting 0 and multiplying by 1 leave a tensor alone', [image], (x) => [
    tf.add(x, tf.zerosLike(x)),
    tf.add(tf.zeros([1]), x),
    tf.sub(x, 0),
    tf.mul(tf.ones([4, 2, 5, 4, 3]), x),
    tf.div(x, tf.onesLike(x)),
  ]),
]);

describeParity('constants', constantRecorders, [
  parity(
    '`fill`, `zerosLike`, `onesLike`, `range` and `linspace`',
    [[2, 3]],
    (x) => [
      tf.add(x, tf.fill([2, 3], 0.5)),
      tf.zerosLike(x),
      tf.onesLike(x),
      tf.mul(x, tf.range(0, 3)),
      tf.add(x, tf.linspace(-1, 1, 3)),
      tf.fill([2, 0], 1),
      tf.range(5, 1, -2, 'int32'),
    ],
    { gradients: false },
  ),
  parity('tensors of every type from outside', [[2, 3]], (x) => [
    tf.add(
      x,
      tf.tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ),
    tf.mul(x, tf.cast(tf.tensor([1, 0, 2], [3], 'int32'), 'float32')),
    tf.where(tf.tensor([[true, false, true]], [1, 3], 'bool'), x, tf.neg(x)),
    tf.mul(x, tf.slice(tf.eye(3), [1, 0], [2, 3])),
  ]),
]);

describeParity('softmax', softmaxRecorders, [
  parity('`softmax`', [[5, 7]], (x) => tf.softmax(tf.mul(x, 5))),
  parity('`softmax` of rank 4', [image], (x) => tf.softmax(tf.relu(x))),
  parity('`logSoftmax`', [[5, 7]], (x) => tf.logSoftmax(tf.mul(x, 5))),
  parity('`softmax` of large numbers', [[5, 7]], (x) => tf.softmax(tf.mul(x, 1e4))),
]);
