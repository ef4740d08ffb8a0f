import * as tf from '@tensorflow/tfjs-core';
import { describeParity } from '../test/describe-parity.ts';
import { parity } from '../test/parity.ts';

type Image = tf.Tensor4D;

/** Batch norm as one scale and one shift. */
function batchNorm(x: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const factor = tf.mul(gain, tf.rsqrt(tf.add(variance, 1e-3)));
  return tf.add(tf.mul(x, factor), tf.sub(shift, tf.mul(mean, factor)));
}

function normalize(x: tf.Tensor, axes: number[]): tf.Tensor {
  const { mean, variance } = tf.moments(x, axes, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)));
}

function unit(x: tf.Tensor): tf.Tensor {
  return tf.div(x, tf.norm(x, 2, -1, true));
}

/** The mean of both cross-entropies between rows and columns. */
function infoNce(a: tf.Tensor, b: tf.Tensor, logScale: tf.Tensor): tf.Tensor {
  const logits = tf.mul(tf.matMul(unit(a), unit(b), false, true), tf.exp(logScale));
  const own = tf.eye(a.shape[0]!);
  const rows = tf.sum(tf.mul(own, tf.logSoftmax(logits, 1)));
  const columns = tf.sum(tf.mul(own, tf.logSoftmax(tf.transpose(logits), 1)));
  return tf.neg(tf.div(tf.add(rows, columns), 2 * a.shape[0]!));
}

function attention(x: tf.Tensor, q: tf.Tensor, k: tf.Tensor, v: tf.Tensor): tf.Tensor {
  const [batch, tokens, width] = x.shape as [number, number, number];
  const heads = 2;
  const project = (w: tf.Tensor) => {
    const flat = tf.matMul(tf.reshape(x, [batch * tokens, width]), w as tf.Tensor2D);
    return tf.transpose(tf.reshape(flat, [batch, tokens, heads, width / heads]), [0, 2, 1, 3]);
  };
  const scores = tf.mul(
    tf.matMul(project(q), project(k), false, true),
    1 / Math.sqrt(width / heads),
  );
  const mixed = tf.transpose(tf.matMul(tf.softmax(scores), project(v)), [0, 2, 1, 3]);
  return normalize(tf.add(x, tf.reshape(mixed, [batch, tokens, width])), [2]);
}

const image = [2, 9, 8, 4];

describeParity('networks', {}, [
  parity(
    'two convolutions with batch norm and relu, pooled',
    [image, [3, 3, 4, 6], [6], [6], [3, 3, 6, 6]],
    (x: tf.Tensor, w: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor, w2: tf.Tensor) => {
      const first = tf.relu(batchNorm(tf.conv2d(x as Image, w as Image, 1, 'same'), gain, shift));
      const second = tf.relu(tf.conv2d(first as Image, w2 as Image, 2, 'same'));
      return tf.mean(second, [1, 2]);
    },
  ),
  parity(
    'a residual block, pooled to mean and deviation',
    [image, [3, 3, 4, 4]],
    (x: Image, w: Image) => {
      const y = tf.add(x, tf.relu(tf.conv2d(x, w, 1, 'same')));
      const { mean, variance } = tf.moments(y, [1, 2]);
      return tf.concat([mean, tf.sqrt(tf.add(variance, 1e-4))], 1);
    },
  ),
  parity(
    'a bottleneck with a strided shortcut and max pooling',
    [image, [1, 1, 4, 2], [3, 3, 2, 2], [1, 1, 2, 6], [1, 1, 4, 6]],
    (x: Image, ...[narrow, middle, wide, shortcut]: Image[]) => {
      const pooled = tf.maxPool(
        tf.pad(x, [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ]),
        3,
        1,
        'valid',
      );
      const y = tf.relu(tf.conv2d(pooled, narrow!, 1, 'same'));
      const z = tf.conv2d(tf.relu(tf.conv2d(y, middle!, 2, 'same')), wide!, 1, 'same');
      return tf.relu(tf.add(z, tf.conv2d(pooled, shortcut!, 2, 'same')));
    },
  ),
  parity(
    'a separable block with squeeze and excitation',
    [image, [3, 3, 4, 1], [1, 1, 4, 6], [6, 6]],
    (x: tf.Tensor, depth: tf.Tensor, point: tf.Tensor, excite: tf.Tensor) => {
      const y = tf.separableConv2d(x as Image, depth as Image, point as Image, 1, 'same');
      const gate = tf.sigmoid(tf.matMul(tf.mean(y, [1, 2]) as tf.Tensor2D, excite as tf.Tensor2D));
      return tf.mul(y, tf.reshape(gate, [2, 1, 1, 6]));
    },
  ),
  parity('group norm', [image, [4], [4]], (x, gain, shift) => {
    const groups = normalize(tf.reshape(x, [2, 72, 2, 2]), [1, 3]);
    return tf.add(tf.mul(tf.reshape(groups, x.shape), gain), shift);
  }),
  parity('layer norm', [[6, 8], [8], [8]], (x, gain, shift) =>
    tf.add(tf.mul(normalize(x, [1]), gain), shift),
  ),
  parity('root-mean-square norm', [[6, 8], [8]], (x, gain) =>
    tf.mul(tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-3))), gain),
  ),
  parity(
    'self-attention with layer norm',
    [
      [2, 5, 8],
      [8, 8],
      [8, 8],
      [8, 8],
    ],
    attention,
  ),
  parity(
    'an embedding of tokens, averaged over a mask',
    [[10, 6], { data: Int32Array.of(1, 3, 3, 0, 9, 0, 0, 0), shape: [2, 4] }],
    (table, tokens) => {
      const mask = tf.cast(tf.greater(tokens, 0), 'float32');
      const states = tf.mul(tf.gather(table, tokens), tf.expandDims(mask, -1));
      return tf.div(tf.sum(states, 1), tf.sum(mask, 1, true));
    },
  ),
  parity('InfoNCE', [[5, 7], [5, 7], []], infoNce),
  parity(
    'the losses of tfjs',
    [
      [5, 7],
      [5, 7],
    ],
    (x, y) => [
      tf.losses.softmaxCrossEntropy(tf.oneHot(tf.tensor1d([0, 1, 2, 3, 4], 'int32'), 7), x),
      tf.losses.sigmoidCrossEntropy(tf.tensor([[1, 0, 0, 1, 0, 1, 1]]), tf.slice(x, 0, 1)),
      tf.losses.huberLoss(tf.zeros([5, 7]), tf.mul(x, 2)),
      tf.losses.cosineDistance(x, y, 1),
      tf.losses.meanSquaredError(x, y),
    ],
  ),
  parity(
    'dropout with a mask that the caller drew',
    [
      [5, 7],
      [5, 7],
    ],
    (x, chance) => tf.div(tf.mul(x, tf.step(tf.add(chance, 0.2))), 0.6),
  ),
]);
