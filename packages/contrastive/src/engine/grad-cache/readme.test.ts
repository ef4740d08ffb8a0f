import { dense, l2Normalize, parameter, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../../test/readme-regions.ts';
import {
  compiledGradCacheEngine,
  contrastiveLoss,
  createTrainState,
  type EmbeddingLossFunction,
  makeGradCacheStep,
  sentenceIds,
  type TowersFunction,
  train,
} from '../../index.ts';

test('the example of large batches learns, and the README shows it', async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
  const { arrays } = createTrainState(
    {
      'image/kernel': { data: waves(12, 1), shape: [4, 3] },
      'text/kernel': { data: waves(9, 2), shape: [3, 3] },
      logScale: { data: Float32Array.of(Math.log(10)), shape: [] },
    },
    1,
  );
  const batch = {
    patches: { data: waves(48, 3), shape: [12, 4] },
    sentences: { data: waves(18, 4), shape: [6, 3] },
    sentenceIds: { data: sentenceIds(['a', 'b', 'c', 'd', 'e', 'a']), shape: [6] },
  };
  const exampleBatch = Object.fromEntries(
    Object.entries(batch).map(([name, array]) => [`batch/${name}`, array]),
  );
  // #region
  const towers: TowersFunction = (parameters, batch) => {
    const patches = parameter<tf.Tensor2D>(batch, 'patches');
    const sentences = parameter<tf.Tensor2D>(batch, 'sentences');
    const views = l2Normalize(dense(patches, scope(parameters, 'image')));
    const texts = l2Normalize(dense(sentences, scope(parameters, 'text')));
    return { embeddings: { views, texts }, updates: {} };
  };
  const loss: EmbeddingLossFunction = (parameters, embeddings, batch) => {
    const { loss, accuracy } = contrastiveLoss({
      views: tf.split(parameter<tf.Tensor2D>(embeddings, 'views'), 2),
      texts: parameter<tf.Tensor2D>(embeddings, 'texts'),
      logScale: parameter<tf.Scalar>(parameters, 'logScale'),
      sentenceIds: parameter<tf.Tensor1D>(batch, 'sentenceIds'),
    });
    return { loss, metrics: { accuracy } };
  };

  const step = makeGradCacheStep({ towers, loss, wholeBatch: ['sentenceIds'], clipNorm: 1 });
  const learningRate = { data: new Float32Array(1), shape: [] };
  const example = { ...arrays, ...exampleBatch, learningRate }; // of every step to come
  const engine = await compiledGradCacheEngine(step, example, { microBatches: 2 });
  // #endregion
  async function* batches() {
    for (let at = 0; ; at++) yield { step: at, tensors: batch };
  }
  const losses: number[] = [];
  const state = { step: 0, seed: 1, arrays };
  const run = train({ engine, state, batches, schedule: () => 0.05, totalSteps: 20 });
  for await (const report of run) losses.push(report.loss);
  await engine.dispose();
  expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  const { readme, regions } = readmeRegions(import.meta.url, '../../../README.md');
  expect(regions).toHaveLength(1);
  expect(readme).toContain(regions[0]);
});

function waves(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * i * 1.3 + i + seed));
}
