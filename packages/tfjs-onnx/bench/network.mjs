// The network of the bench: six 3×3 convolutions 3→32→64→64→128→128→256 with batch norm on
// 64×64 patches, pooled and projected to 256 classes; 0.27 GFLOP a patch forward.
import * as tf from '@tensorflow/tfjs-core';

export const side = 64;
export const classes = 256;

export const layers = [
  { inputs: 3, outputs: 32, stride: 1 },
  { inputs: 32, outputs: 64, stride: 2 },
  { inputs: 64, outputs: 64, stride: 1 },
  { inputs: 64, outputs: 128, stride: 2 },
  { inputs: 128, outputs: 128, stride: 1 },
  { inputs: 128, outputs: 256, stride: 2 },
];

/** Weights by name, from a seed. */
export function firstWeights() {
  const random = generator(7);
  const weights = {};
  layers.forEach(({ inputs, outputs }, i) => {
    weights[`kernel${i}`] = filled([3, 3, inputs, outputs], random, Math.sqrt(6 / (9 * inputs)));
    weights[`gain${i}`] = filled([outputs], () => 1, 1);
    weights[`shift${i}`] = filled([outputs], random, 0.1);
  });
  weights.project = filled([classes, classes], random, 0.1);
  return weights;
}

/** Random patches, and a class for each. */
export function randomBatch(size) {
  const random = generator(1);
  const targets = new Float32Array(size * classes);
  for (let i = 0; i < size; i++) targets[i * classes + ((i * 7) % classes)] = 1;
  return {
    patches: filled([size, side, side, 3], random, 1),
    targets: { data: targets, shape: [size, classes] },
  };
}

/** Scores of the classes, with the statistics of the batch or (as in inference) fixed ones. */
export function scores(weights, patches, { training }) {
  let x = patches;
  layers.forEach(({ outputs, stride }, i) => {
    x = tf.conv2d(x, weights[`kernel${i}`], stride, 'same');
    const { mean, variance } = training
      ? tf.moments(x, [0, 1, 2])
      : { mean: tf.fill([outputs], 0.1), variance: tf.fill([outputs], 0.9) };
    const factor = tf.mul(weights[`gain${i}`], tf.rsqrt(tf.add(variance, 1e-5)));
    const shift = tf.sub(weights[`shift${i}`], tf.mul(mean, factor));
    x = tf.relu(tf.add(tf.mul(x, factor), shift));
  });
  return tf.matMul(tf.mean(x, [1, 2]), weights.project);
}

/** One step of gradient descent: the loss, and the weights after it. */
export function trainingStep({ patches, targets, ...weights }) {
  const names = Object.keys(weights);
  const loss = (...list) => {
    const named = Object.fromEntries(names.map((name, i) => [name, list[i]]));
    const predicted = tf.logSoftmax(scores(named, patches, { training: true }));
    return tf.neg(tf.mean(tf.sum(tf.mul(targets, predicted), 1)));
  };
  const { value, grads } = tf.valueAndGrads(loss)(Object.values(weights));
  const next = names.map((name, i) => [name, tf.sub(weights[name], tf.mul(grads[i], 0.02))]);
  return { loss: value, ...Object.fromEntries(next) };
}

/** Billions of operations for one patch forward; a training step takes three times as many. */
export function forwardGflop() {
  let extent = side;
  let operations = 2 * classes * classes;
  for (const { inputs, outputs, stride } of layers) {
    extent = Math.ceil(extent / stride);
    operations += 2 * extent * extent * 9 * inputs * outputs;
  }
  return operations / 1e9;
}

function filled(shape, random, scale) {
  const length = shape.reduce((product, extent) => product * extent, 1);
  return { data: Float32Array.from({ length }, () => random() * scale), shape };
}

/** Numbers evenly spread over [-1, 1). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
