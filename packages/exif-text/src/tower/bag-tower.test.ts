import '@tensorflow/tfjs-backend-cpu';
import { parametersToArrays } from '@exifclip/nn';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { bagOfPieces } from '../bag-of-pieces.ts';
import { encodeBag } from '../encode-bag.ts';
import { MEAN_GAIN } from '../mean-gain.ts';
import { bagTower } from './bag-tower.ts';
import { initBagTower } from './init-bag-tower.ts';

const sizes = { buckets: 512, width: 32, hidden: 48, dim: 24 };
const settings = 'ExposureTime: 1/60, FNumber: 4, Flash: Off, Did not fire, WhiteBalance: Auto';
const canon350 = `Make: Canon, Model: Canon EOS 350D, ${settings}`;
const canon40 = `Make: Canon, Model: Canon EOS 40D, ${settings}`;
const apple = `Make: Apple, Model: iPhone 6s, ${settings}`;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('`encodeBag` equals `bagTower`, and both give unit vectors', async () => {
  const bag = bagOfPieces([canon350, canon40, apple, ''], sizes);
  const parameters = initBagTower({ ...sizes, seed: 7 });
  const tower = tf.tidy(() => bagTower(parameters, tf.tensor2d(bag.data, [4, 512])));
  const embeddings = encodeBag(await parametersToArrays(parameters), bag);
  const expected = await tower.data();
  expect(embeddings.shape).toEqual([4, 24]);
  for (const [index, value] of embeddings.data.entries()) {
    expect(Math.abs(value - expected[index]!)).toBeLessThan(1e-5);
  }
  expect(dot(embeddings.data, 1, 1)).toBeCloseTo(1, 5);
  expect([...embeddings.data.subarray(72)].every((value) => value === 0)).toBe(true);
});

test('`bagTower` untrained puts sentences of one make nearer than those of two', async () => {
  const bag = bagOfPieces([canon350, canon40, apple]);
  for (let seed = 0; seed < 5; seed++) {
    const arrays = await parametersToArrays(initBagTower({ seed }));
    const { data } = encodeBag(arrays, bag);
    expect(dot(data, 0, 1, 128)).toBeGreaterThan(dot(data, 0, 2, 128) + 0.02);
  }
});

test('`initBagTower` depends on the seed, and with the gain the mean embedding has a variance of a few', () => {
  const scaled = tf.tidy(() => {
    const [a, b, c] = [1, 1, 2].map((seed) => initBagTower({ seed })['embedding/table']!);
    expect(tf.all(tf.equal(a!, b!)).dataSync()[0]).toBe(1);
    expect(tf.all(tf.equal(a!, c!)).dataSync()[0]).toBe(0);
    const bag = bagOfPieces([canon350, canon40, apple]);
    const mean = tf.matMul(tf.tensor2d(bag.data, [3, 4096]), a as tf.Tensor2D);
    return tf.moments(tf.mul(mean, MEAN_GAIN)).variance;
  });
  // These sentences have six tags, a sixth of what photos have, and so more variance.
  expect(scaled.dataSync()[0]).toBeGreaterThan(2);
  expect(scaled.dataSync()[0]).toBeLessThan(20);
});

test('`bagTower` leaves no tensors behind', () => {
  const parameters = initBagTower(sizes);
  const before = tf.memory().numTensors;
  tf.tidy(() => bagTower(parameters, tf.zeros([2, 512])).dataSync());
  expect(tf.memory().numTensors).toBe(before);
});

test('`encodeBag` says which weight is missing or does not fit', () => {
  const bag = bagOfPieces([canon350], { buckets: 8 });
  expect(() => encodeBag({}, bag)).toThrow(
    'expected weight "embedding/table" of shape [8, any], got none',
  );
  const table = { data: new Float32Array(8), shape: [4, 2] };
  expect(() => encodeBag({ 'embedding/table': table }, bag)).toThrow('got [4, 2]');
});

function dot(data: Float32Array, a: number, b: number, dim = 24): number {
  let sum = 0;
  for (let i = 0; i < dim; i++) sum += data[a * dim + i]! * data[b * dim + i]!;
  return sum;
}
