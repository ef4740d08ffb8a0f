import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maskedMean } from '@exifclip/nn';
import { createOnnxSession, type RuntimeName } from '@exifclip/onnx';
import { trace } from '@exifclip/tfjs-onnx';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../../../../test/shared-data.ts';
import { distilbertOracleParameters, readDistilbertOracle } from '../../test/distilbert-oracle.ts';
import { onnxDistilbertParameters, tinyDistilbertConfig } from '../../test/onnx-distilbert.ts';
import { distilbertBaseConfig } from './distilbert-config.ts';
import { distilbertParameters } from './distilbert-parameters.ts';
import { distilbertStates } from './distilbert-states.ts';
import { distilbertTower } from './distilbert-tower.ts';
import { initDistilbert } from './init-distilbert.ts';
import type { TokenTensors } from './token-tensors.ts';

const data = sharedData();
const oracle = readDistilbertOracle();
const { config } = oracle;
const [sentences, length] = [oracle.inputIds.length, oracle.inputIds[0]!.length];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function oracleTokens(): TokenTensors {
  return {
    inputIds: tf.tensor2d(oracle.inputIds, [sentences, length], 'int32'),
    attentionMask: tf.tensor2d(oracle.attentionMask, [sentences, length], 'int32'),
  };
}

describe('distilbertTower', () => {
  test('has the states of PyTorch after every layer, and its masked mean, to 1e-5', () => {
    tf.tidy(() => {
      const tokens = oracleTokens();
      const states = distilbertStates(distilbertOracleParameters(oracle), tokens, config);
      expect(states.map(({ shape }) => shape)).toEqual(oracle.hidden.map(({ shape }) => shape));
      for (const [i, { values }] of oracle.hidden.entries()) {
        expect(largestDifference(states[i]!.dataSync(), values)).toBeLessThan(1e-5);
      }
      const mean = maskedMean(states.at(-1)!, tokens.attentionMask).dataSync();
      expect(largestDifference(mean, oracle.meanPooled.values)).toBeLessThan(1e-5);
    });
  });

  test('gives that mean at unit length, whatever the padding holds', () => {
    tf.tidy(() => {
      const parameters = distilbertOracleParameters(oracle);
      const tokens = oracleTokens();
      const embeddings = distilbertTower(parameters, tokens, config);
      const expected = unitRows(oracle.meanPooled.values, config.dim);
      expect(largestDifference(embeddings.dataSync(), expected)).toBeLessThan(1e-5);
      const padded = oracle.inputIds.map((ids, row) =>
        ids.map((id, i) => (oracle.attentionMask[row]![i] === 1 ? id : 77)),
      );
      const inputIds = tf.tensor2d(padded, [sentences, length], 'int32');
      const again = distilbertTower(parameters, { ...tokens, inputIds }, config);
      expect(largestDifference(again.dataSync(), expected)).toBeLessThan(1e-5);
    });
  });

  test.skipIf(data === undefined)(
    'agrees with the ONNX graph of a DistilBERT to 1e-5',
    async () => {
      const file = join(data!, 'models/distilbert-random-tiny/onnx/model.onnx');
      const graph = readFileSync(file);
      const shape = [2, 6];
      const inputIds = [101, 2599, 4983, 29999, 2, 102, 101, 7592, 102, 0, 0, 0];
      const attentionMask = inputIds.map((id) => Math.min(id, 1));
      const session = await createOnnxSession(graph, { threads: 1 });
      const { last_hidden_state: expected } = await session.run({
        input_ids: { data: BigInt64Array.from(inputIds, BigInt), shape },
        attention_mask: { data: BigInt64Array.from(attentionMask, BigInt), shape },
      });
      await session.dispose();
      tf.tidy(() => {
        const tokens = {
          inputIds: tf.tensor2d(inputIds, [2, 6], 'int32'),
          attentionMask: tf.tensor2d(attentionMask, [2, 6]),
        };
        const last = distilbertStates(
          onnxDistilbertParameters(graph),
          tokens,
          tinyDistilbertConfig,
        ).at(-1)!;
        const kept = tf.mul(last, tf.expandDims(tokens.attentionMask, 2)).dataSync();
        const wanted = (expected!.data as Float32Array).map(
          (value, i) => value * attentionMask[Math.floor(i / 64)]!,
        );
        expect(largestDifference(kept, wanted)).toBeLessThan(1e-5);
      });
    },
  );

  test('refuses more tokens than it has positions, and says which parameter is missing', () => {
    tf.tidy(() => {
      const parameters = initDistilbert({ config });
      const long = {
        inputIds: tf.zeros<tf.Rank.R2>([1, 25], 'int32'),
        attentionMask: tf.ones<tf.Rank.R2>([1, 25]),
      };
      expect(() => distilbertTower(parameters, long, config)).toThrow(
        new RangeError('expected at most 24 tokens a sentence, got 25'),
      );
      expect(() => distilbertTower({}, oracleTokens(), config)).toThrow('"positions/table"');
    });
  });

  test('takes no sentences, and leaves no tensors behind', () => {
    const parameters = initDistilbert({ config, seed: 3 });
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const none = tf.zeros<tf.Rank.R2>([0, 4], 'int32');
      expect(
        distilbertTower(parameters, { inputIds: none, attentionMask: none }, config).shape,
      ).toEqual([0, 32]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('an exported DistilBERT', () => {
  for (const runtime of ['onnxruntime-node', 'onnxruntime-web'] satisfies RuntimeName[]) {
    test(`gives the embeddings of the tower to 1e-4 in ${runtime}, for any number of sentences`, async () => {
      const parameters = distilbertOracleParameters(oracle);
      const expected = unitRows(oracle.meanPooled.values, config.dim);
      const { bytes } = trace(
        (tokens) => ({ embeddings: distilbertTower(parameters, tokens, config) }),
        {
          inputIds: { shape: [1, length], dtype: 'int32' },
          attentionMask: { shape: [1, length], dtype: 'int32' },
        },
        { symbolicBatch: true },
      );
      const session = await createOnnxSession(bytes, { runtime, threads: 1 });
      for (const count of [1, 2, 6]) {
        const { embeddings } = await session.run({
          inputIds: { data: repeated(oracle.inputIds, count), shape: [count, length] },
          attentionMask: { data: repeated(oracle.attentionMask, count), shape: [count, length] },
        });
        expect(embeddings!.shape).toEqual([count, config.dim]);
        const values = embeddings!.data as Float32Array;
        const wanted = values.map((_, i) => expected[i % expected.length]!);
        expect(largestDifference(values, wanted)).toBeLessThan(1e-4);
      }
      await session.dispose();
    });
  }
});

describe('distilbertParameters', () => {
  test.skipIf(data === undefined)(
    'names what the published checkpoint holds, in its shapes',
    () => {
      const file = join(data!, 'oracle/published-checkpoint-layout.json');
      const start = 'model.transformer.';
      const { tensors } = JSON.parse(readFileSync(file, 'utf8')) as {
        tensors: { name: string; shape: number[] }[];
      };
      const published = tensors.filter(({ name }) => name.startsWith(start));
      const own = distilbertParameters(distilbertBaseConfig).map(
        ({ torchName, shape, layout }) => ({
          name: start + torchName,
          shape: layout === 'linear' ? [...shape].reverse() : shape,
        }),
      );
      expect(own).toEqual(published.map(({ name, shape }) => ({ name, shape })));
    },
  );

  test('names each parameter once, and `initDistilbert` makes those', () => {
    const parameters = initDistilbert({ config, seed: 1 });
    const shapes = Object.entries(parameters).map(([name, { shape }]) => ({ name, shape }));
    expect(shapes).toEqual(
      distilbertParameters(config).map(({ name, shape }) => ({ name, shape })),
    );
    expect(new Set(distilbertParameters(config).map(({ torchName }) => torchName)).size).toBe(36);
    const [a, b] = [1, 2].map((seed) =>
      initDistilbert({ config, seed })['words/table']!.dataSync(),
    );
    expect(parameters['words/table']!.dataSync()).toEqual(a);
    expect(a).not.toEqual(b);
  });
});

function unitRows(values: readonly number[], width: number): number[] {
  return values.map((value, i) => {
    const start = i - (i % width);
    return value / Math.hypot(...values.slice(start, start + width));
  });
}

function repeated(rows: readonly (readonly number[])[], count: number): Int32Array {
  return Int32Array.from(Array.from({ length: count }, (_, i) => rows[i % rows.length]!).flat());
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}
