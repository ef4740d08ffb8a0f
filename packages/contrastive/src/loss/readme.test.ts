import { dense, l2Normalize, type Parameters, parameter, scope } from '@exifclip/nn';
import { chooseBackend } from '@exifclip/nn/backend';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { readmeRegions } from '../../../../test/readme-regions.ts';
import {
  contrastiveLoss,
  createTrainState,
  decayExcept,
  eagerEngine,
  emaParametersOf,
  type LossFunction,
  layerwiseLearningRates,
  makeTrainStep,
  sentenceIds,
  type TrainBatch,
  train,
  warmupCooldown,
} from '../index.ts';

test('the example of the options learns, and the README shows it', async () => {
  await chooseBackend({ prefer: 'cpu', training: true });
  const parameters = {
    'image/first/kernel': { data: waves(24, 1), shape: [4, 6] },
    'image/last/kernel': { data: waves(18, 2), shape: [6, 3] },
    'text/kernel': { data: waves(9, 3), shape: [3, 3] },
    logScale: { data: Float32Array.of(Math.log(10)), shape: [] },
    bias: { data: Float32Array.of(-3), shape: [] },
  };
  // #region
  const loss: LossFunction = (parameters, batch) => {
    const view = (name: string) =>
      imageTower(scope(parameters, 'image'), parameter<tf.Tensor2D>(batch, name));
    const sentences = parameter<tf.Tensor2D>(batch, 'sentences');
    const { loss, accuracy } = contrastiveLoss({
      views: [view('patches'), view('otherPatches')],
      texts: l2Normalize(dense(sentences, scope(parameters, 'text'))),
      objective: 'sigLip', // or InfoNCE, which takes labelSmoothing and no bias
      logScale: parameter<tf.Scalar>(parameters, 'logScale'), // learned, or a number
      bias: parameter<tf.Scalar>(parameters, 'bias'),
      // int32: photos with one sentence do not repel each other
      sentenceIds: parameter<tf.Tensor1D>(batch, 'sentenceIds'),
      // int32: rows of one photo differ in their processing, and are told apart among themselves
      photoIds: parameter<tf.Tensor1D>(batch, 'photoIds'),
      processedWeight: 0.5,
    });
    return { loss, metrics: { accuracy }, updates: {} };
  };

  const learningRateScale = layerwiseLearningRates(['image/first', 'image/last'], 0.5);
  const decayFilter = decayExcept({ names: [/^text\//] });
  const step = makeTrainStep({ loss, learningRateScale, decayFilter, clipNorm: 1, emaDecay: 0.99 });
  const state = createTrainState(parameters, 1, { learningRateScale, average: true });
  // #endregion
  const schedule = (step: number): number =>
    warmupCooldown(step, { peak: 0.03, warmupSteps: 5, cooldownSteps: 10, totalSteps: 60 });
  const run = train({
    engine: eagerEngine(step),
    state,
    batches: onePairing(),
    schedule,
    totalSteps: 60,
  });
  const losses: number[] = [];
  let end = state;
  for await (const report of run) {
    losses.push(report.loss);
    if (report.step === 60) end = await report.readState();
  }
  expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  expect(Object.keys(emaParametersOf(end)).sort()).toEqual(Object.keys(parameters).sort());
  const { readme, regions } = readmeRegions(import.meta.url, '../../README.md');
  expect(regions).toHaveLength(1);
  for (const region of regions) expect(readme).toContain(region);
});

function imageTower(parameters: Parameters, patches: tf.Tensor2D): tf.Tensor2D {
  const hidden = tf.tanh(dense(patches, scope(parameters, 'first')));
  return l2Normalize(dense(hidden, scope(parameters, 'last')));
}

async function* onePairing(): AsyncGenerator<TrainBatch> {
  const patches = { data: waves(24, 3), shape: [6, 4] };
  const otherPatches = { data: patches.data.map((v, i) => v + 0.05 * Math.sin(i)), shape: [6, 4] };
  const sentences = { data: waves(18, 4), shape: [6, 3] };
  sentences.data.copyWithin(15, 0, 3);
  const ids = sentenceIds(['a', 'b', 'c', 'd', 'e', 'a']);
  const photoIds = { data: Int32Array.of(0, 0, 1, 1, 2, 3), shape: [6] };
  const tensors = { patches, otherPatches, sentences, photoIds };
  for (let step = 0; ; step++) {
    yield { step, tensors: { ...tensors, sentenceIds: { data: ids, shape: [6] } } };
  }
}

function waves(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(seed * 5.3 + i * i * 1.7));
}
