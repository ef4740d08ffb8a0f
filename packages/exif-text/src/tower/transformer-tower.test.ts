import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countParameters, type Parameters } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import { createOnnxSession } from '@exifclip/onnx';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { renderSentence } from '../sentence/render-sentence.ts';
import { tagsFromExiftool } from '../tags/tags-from-exiftool.ts';
import { exifTokenizer } from '../tokens/exif-tokenizer.ts';
import { initTransformerTower } from './init-transformer-tower.ts';
import type { TokenTensors } from './token-tensors.ts';
import { transformerTower } from './transformer-tower.ts';
import { transformerTowerConfig } from './transformer-tower-config.ts';

const config = {
  ...transformerTowerConfig(40),
  ...{ maxTokens: 9, width: 16, heads: 2, hidden: 24, dim: 12 },
};
const ids = [2, 7, 39, 7, 3, 0, 2, 8, 8, 20, 31, 3];
const mask = ids.map((id) => Math.min(id, 1));

const data = sharedData();

beforeAll(() => chooseBackend({ prefer: 'cpu', training: true }));

function tokens(padding = 0): TokenTensors {
  const inputIds = ids.map((id) => id || padding);
  return {
    inputIds: tf.tensor2d(inputIds, [2, 6], 'int32'),
    attentionMask: tf.tensor2d(mask, [2, 6], 'int32'),
  };
}

test('`transformerTower` gives unit vectors that padding does not move', () => {
  tf.tidy(() => {
    const parameters = initTransformerTower(config, 1);
    const embeddings = transformerTower(parameters, tokens(), config);
    expect(embeddings.shape).toEqual([2, 12]);
    for (const length of tf.norm(embeddings, 2, 1).dataSync()) expect(length).toBeCloseTo(1, 5);
    const again = transformerTower(parameters, tokens(17), config).dataSync();
    expect(again).toEqual(embeddings.dataSync());
    const alone = transformerTower(
      parameters,
      {
        inputIds: tf.tensor2d(ids.slice(0, 5), [1, 5], 'int32'),
        attentionMask: tf.ones([1, 5]),
      },
      config,
    ).dataSync();
    alone.forEach((value, i) => {
      expect(Math.abs(value - again[i]!)).toBeLessThan(1e-5);
    });
  });
});

test('`transformerTower` has the gradients of finite differences, to 1 %, for every parameter', () => {
  tf.tidy(() => {
    const parameters = initTransformerTower(config, 2);
    const names = Object.keys(parameters);
    const weights = tf.randomNormal([2, 12], 0, 1, 'float32', 4);
    const loss = (own: Parameters): tf.Scalar =>
      tf.sum(tf.mul(transformerTower(own, tokens(), config), weights));
    const gradients = tf.grads((...tensors) =>
      loss(Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))),
    )(Object.values(parameters));
    for (const [i, name] of names.entries()) {
      // the keys' biases add the same to all scores of a token, so that nothing depends on them
      const isIdle = name.endsWith('key/bias');
      // along the gradient the slope is its length; few kinks of relu lie within a short step
      const length = tf.norm(gradients[i]!).dataSync()[0]!;
      if (isIdle) {
        expect(length).toBeLessThan(1e-5);
        continue;
      }
      const step = tf.mul(gradients[i]!, 1e-3 / length);
      const at = (shifted: tf.Tensor): number =>
        loss({ ...parameters, [name]: shifted }).dataSync()[0]!;
      const slope =
        (at(tf.add(parameters[name]!, step)) - at(tf.sub(parameters[name]!, step))) / 2e-3;
      expect(Math.abs(slope - length), name).toBeLessThan(0.01 * length);
    }
  });
});

test('an exported transformer gives the embeddings of the tower to 1e-4, for any number of sentences', async () => {
  const parameters = initTransformerTower(config, 3);
  const expected = tf.tidy(() => transformerTower(parameters, tokens(), config).dataSync());
  const { bytes } = trace(
    (inputs) => ({ embeddings: transformerTower(parameters, inputs, config) }),
    {
      inputIds: { shape: [1, 6], dtype: 'int32' },
      attentionMask: { shape: [1, 6], dtype: 'int32' },
    },
    { symbolicBatch: true },
  );
  const session = await createOnnxSession(bytes, { threads: 1 });
  for (const count of [1, 2]) {
    const { embeddings } = await session.run({
      inputIds: { data: Int32Array.from(ids.slice(0, 6 * count)), shape: [count, 6] },
      attentionMask: { data: Int32Array.from(mask.slice(0, 6 * count)), shape: [count, 6] },
    });
    const values = embeddings!.data as Float32Array;
    expect(values).toHaveLength(12 * count);
    values.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4);
    });
  }
  await session.dispose();
});

test('`transformerTower` refuses too many tokens, and takes none', () => {
  tf.tidy(() => {
    const parameters = initTransformerTower(config);
    const of = (shape: [number, number]): TokenTensors => ({
      inputIds: tf.zeros(shape, 'int32'),
      attentionMask: tf.zeros(shape, 'int32'),
    });
    expect(() => transformerTower(parameters, of([1, 10]), config)).toThrow(
      new RangeError('expected at most 9 tokens a sentence, got 10'),
    );
    expect(transformerTower(parameters, of([0, 9]), config).shape).toEqual([0, 12]);
    const blank = transformerTower(parameters, of([1, 9]), config).dataSync();
    expect(blank.every(Number.isFinite)).toBe(true);
  });
});

test('`initTransformerTower` depends on config and seed alone', () => {
  tf.tidy(() => {
    const table = (seed: number) => initTransformerTower(config, seed)['words/table']!.dataSync();
    expect(table(1)).toEqual(table(1));
    expect(table(1)).not.toEqual(table(2));
    const beside = countParameters(initTransformerTower(transformerTowerConfig(1))) - 128;
    expect(beside).toBe(314_496);
    expect(() => initTransformerTower({ ...config, heads: 3 })).toThrow(
      new RangeError('expected heads that divide the width 16, got 3'),
    );
  });
});

test('`transformerTower` takes tokens of the embedded vocabulary', () => {
  tf.tidy(() => {
    const tokenizer = exifTokenizer();
    const own = transformerTowerConfig(tokenizer.vocabularySize);
    const batch = tokenizer.encode(['Make: Canon, Model: Canon EOS 350D', 'Make: Apple']);
    const shape = batch.inputIds.shape as [number, number];
    const embeddings = transformerTower(
      initTransformerTower(own),
      {
        inputIds: tf.tensor2d(batch.inputIds.data, shape, 'int32'),
        attentionMask: tf.tensor2d(batch.attentionMask.data, shape, 'int32'),
      },
      own,
    );
    expect(embeddings.shape).toEqual([2, 128]);
  });
});

test.skipIf(data === undefined)('the sentences of photos fit into `transformerTowerConfig`', () => {
  const lines = readFileSync(join(data!, 'photos/photos.jsonl'), 'utf8').trim().split('\n');
  const sentences = lines.map((line) => renderSentence(tagsFromExiftool(JSON.parse(line).exif)));
  const { inputIds, attentionMask } = exifTokenizer().encode(sentences);
  const [rows, longest] = inputIds.shape as [number, number];
  expect(longest).toBeLessThanOrEqual(transformerTowerConfig(1).maxTokens);
  const lengths = Array.from({ length: rows }, (_, row) =>
    attentionMask.data.subarray(row * longest, (row + 1) * longest).reduce((a, b) => a + b),
  ).sort((a, b) => a - b);
  const median = lengths[Math.floor(rows / 2)]!;
  expect(Math.abs(median - 170)).toBeLessThan(20);
});
